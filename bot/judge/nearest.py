"""The passage that answers a sentence best: where its reader should look first."""

from __future__ import annotations

import numpy as np

from knowledge.document import Document, Passage
from knowledge.encoders import Encodes, Scores

READ = 12  # passages that are read beside the sentence: those likest to it


class Nearest:
    """Finds the passage of a document that is nearest to what a sentence says."""

    def __init__(self, document: Document, encoder: Encodes, answers: Scores) -> None:
        self._document, self._encoder, self._answers = document, encoder, answers

    def find(self, sentence: str) -> Passage:
        """Return the passage that answers best among those likest; of several, the likest."""
        passages = self._document.passages
        there = self._encoder.encode([passage.text for passage in passages])
        likeness = there @ self._encoder.encode([sentence])[0]
        likest = [passages[int(place)] for place in np.argsort(-likeness, kind="stable")[:READ]]
        scores = self._answers.score([(sentence, passage.text) for passage in likest])
        return likest[int(np.argmax(scores))]
