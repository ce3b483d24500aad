"""From the corpus and public labelled data to the weights that ship: `python -m evals.training`.

Needs the extra `training` (torch, transformers, onnx), which nothing else imports.
"""
