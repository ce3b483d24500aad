"""Conversations with a strong model, kept as it wrote them: what it answered to the prompts that ship.

`turns.yaml` lists the turns, `turns/` has what was answered, and by which prompts. Writer and judge were
played apart, each from its prompt alone; but in the debates, and in the cases of what is mined, one player
gave both. A few rulings that came too late to be used were added by hand. `python -m tests.recorded` says
what has to be recorded anew.
"""
