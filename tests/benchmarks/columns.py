"""How many PDFs are read with all words in order.

One, two and three columns, justified and ragged, drawn column by column or row by row, under a title and over
a note. Beside the reader as it is, pdfminer's own analysis at several margins.

python tests/benchmarks/columns.py
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise, product

from pdfminer.high_level import extract_text
from pdfminer.layout import LAParams
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from evals.opinion_mining import opinions
from knowledge.loaders.pdf import from_pdf

LONG = (
    "Notwithstanding intergovernmental disproportionateness, telecommunications infrastructures "
    "characteristically underperform. "
)
WIDTH, HEIGHT = A4
MARGIN, HEAD, ROWS = 50, 110, 52


@dataclass(frozen=True)
class Setting:
    """How a text is set.

    `by_row` draws the lines of all columns row by row, `staggered` lowers every second column.
    """

    columns: int
    justified: bool
    size: float
    gutter: int
    by_row: bool = False
    staggered: bool = False


def settings() -> Iterator[Setting]:
    """All that are measured."""
    for columns, justified, size, gutter, by_row, staggered in product(
        (1, 2, 3), (True, False), (8, 9.5, 11), (10, 14, 20, 30), (False, True), (False, True)
    ):
        if columns > 1 or (gutter == 10 and not by_row and not staggered):
            yield Setting(columns, justified, size, gutter, by_row, staggered)


def set_pdf(text: str, how: Setting) -> bytes:
    """The text as a PDF, with a title across the columns, a note below them and a number on each page."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4)
    wide = (WIDTH - 2 * MARGIN - (how.columns - 1) * how.gutter) / how.columns
    lines = simpleSplit(text, "Times-Roman", how.size, wide)
    each = ROWS * how.columns
    for number, first in enumerate(range(0, len(lines), each), start=1):
        canvas.setFont("Times-Roman", 8)
        canvas.drawCentredString(WIDTH / 2, 25, str(number))
        if number == 1:
            canvas.setFont("Times-Roman", how.size * 0.75)
            canvas.drawString(
                MARGIN,
                45,
                "1 A note at the foot of the page, which is no part of what is argued above it at all.",
            )
            canvas.setFont("Times-Bold", 20)
            canvas.drawString(MARGIN, HEIGHT - 70, "A title that runs over all of the columns")
        page = lines[first : first + each]
        places = [(column, row) for column in range(how.columns) for row in range(ROWS)]
        for column, row in sorted(places, key=lambda place: place[::-1]) if how.by_row else places:
            if column * ROWS + row < len(page):
                line = page[column * ROWS + row]
                _draw(canvas, line, column, row, wide, how, last=line is lines[-1])
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _draw(canvas: Canvas, line: str, column: int, row: int, wide: float, how: Setting, *, last: bool) -> None:
    words = line.split()
    lengths = [canvas.stringWidth(word, "Times-Roman", how.size) for word in words]
    gap = canvas.stringWidth(" ", "Times-Roman", how.size)
    if how.justified and len(words) > 1 and not last:
        gap = (wide - sum(lengths)) / (len(words) - 1)
    x, y = MARGIN + column * (wide + how.gutter), HEIGHT - HEAD - row * how.size * 1.2
    canvas.setFont("Times-Roman", how.size)
    for word, length in zip(words, lengths, strict=True):
        canvas.drawString(x, y - (0.5 * how.size if how.staggered and column % 2 else 0), word)
        x += length + gap


def in_order(text: str, read: str) -> float:
    """The share of the text's pairs of neighbouring words that are neighbours in what was read."""
    there, found = (Counter(pairwise(re.findall(r"\w+", one))) for one in (text, read))
    return sum(min(count, found[pair]) for pair, count in there.items()) / sum(there.values())


def _by_pdfminer(data: bytes, layout: LAParams) -> str:
    return extract_text(io.BytesIO(data), laparams=layout)


def main() -> None:
    """Print, for each reader, the mean and how many are read without a fault."""
    pieces = [
        " ".join(" ".join(one.text.split()) for one in piece.document.passages)
        for piece in opinions("development")
    ]
    made = [
        (text, set_pdf(text, how))
        for n, how in enumerate(settings())
        for text in [LONG * 2 + pieces[n % len(pieces)] + " " + LONG]
    ]
    readers: dict[str, Callable[[bytes], str]] = {"columns first": lambda data: from_pdf(data).text}
    for layout in (LAParams(char_margin=margin) for margin in (2, 4, 10)):
        readers[f"char_margin {layout.char_margin}"] = partial(_by_pdfminer, layout=layout)
    for name, read in readers.items():
        shares = [in_order(text, read(data)) for text, data in made]
        print(
            f"{name:16} {sum(shares) / len(shares):.3f}  {sum(share > 0.995 for share in shares)} of "
            f"{len(shares)}"
        )


if __name__ == "__main__":
    main()
