"""How the check without a model judges free sentences: false ones shown, true ones withheld, on the corpus.

`python -m evals.free_sentences` holds each labelled statement of the part for choosing to its piece, as
`debate check` does; `--json FILE` writes what was found of each.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from bot.gate.drafts import Checked, check_sentence
from evals.corpus.schema import Statement as Labelled
from evals.corpus.splits import load_pieces
from evals.vetoes import document_of


def main(arguments: list[str]) -> int:
    """Print both shares, and what was shown of each kind of error."""
    parser = argparse.ArgumentParser(prog="python -m evals.free_sentences", description=__doc__)
    parser.add_argument("--json", metavar="FILE", type=Path, help="write each statement with its verdict")
    asked = parser.parse_args(arguments)
    found: list[tuple[Labelled, Checked]] = []
    for piece in load_pieces("dev").values():
        document = document_of(piece)
        found += [(labelled, check_sentence(labelled.text, document)) for labelled in piece.statements]
    true = [one for labelled, one in found if labelled.supported]
    false = [(labelled, one) for labelled, one in found if not labelled.supported]
    shown = [labelled for labelled, one in false if one.mark == "carried"]
    withheld = sum(one.mark != "carried" for one in true)
    print(f"false shown {len(shown) / len(false):.1%} of {len(false)}")
    print(f"true withheld {withheld / len(true):.1%} of {len(true)}")
    for error, count in Counter(labelled.error for labelled in shown).most_common():
        print(f"  shown: {error} {count}")
    if asked.json:
        rows = [
            {"text": one.text, "supported": labelled.supported, "mark": one.mark, "score": one.score}
            for labelled, one in found
        ]
        asked.json.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
