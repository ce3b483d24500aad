"""What the replies before told: which prepared answers and blocks their sentences are of."""

from __future__ import annotations

from collections.abc import Sequence

from bot.request.history import Exchange
from knowledge.playbook import Answer, Block, Playbook
from knowledge.prepared_sentence import PreparedSentence
from knowledge.sentences import sentences_of

Entry = Answer | Block


def sentences_told(exchange: Exchange, playbook: Playbook) -> list[PreparedSentence]:
    """Return the prepared sentences that a reply has, in its order."""
    found = list[PreparedSentence]()
    for text in sentences_of(exchange.reply):
        entry = next(iter(playbook.entries_with(text)), None)
        if entry:
            found.append(next(one for one in entry.sentences() if one.text == text))
    return found


def entries_told(exchange: Exchange, playbook: Playbook) -> tuple[Entry, ...]:
    """Return the answers and blocks that a reply gave, in its order: as few as have all of its sentences."""
    having = {text: playbook.entries_with(text) for text in sentences_of(exchange.reply)}
    left = {text: entries for text, entries in having.items() if entries}
    places = {text: place for place, text in enumerate(having)}
    found = list[tuple[int, Entry]]()
    while left:
        counts = dict[tuple[str, str], tuple[int, Entry]]()
        for entries in left.values():
            for entry in entries:
                key = type(entry).__name__, entry.id
                counts[key] = counts.get(key, (0, entry))[0] + 1, entry
        best = max(counts.values(), key=lambda pair: pair[0])[1]
        own = [text for text, entries in left.items() if any(entry is best for entry in entries)]
        found.append((min(places[text] for text in own), best))
        left = {text: entries for text, entries in left.items() if text not in own}
    return tuple(entry for _, entry in sorted(found, key=lambda pair: pair[0]))


def untold_first(block: Block, history: Sequence[Exchange]) -> Block:
    """Return a block whose answers come in the order in which they are new to a reader."""
    if not history:
        return block
    said = " ".join(exchange.reply for exchange in history)
    answers = sorted(block.answers, key=lambda one: one.says[0].text in said)
    return block.model_copy(update={"answers": tuple(answers)})
