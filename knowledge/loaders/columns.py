"""The text boxes of a PDF's page in reading order.

Columns are told by the white between them, then read one by one.

pdfminer alone joins what is near on a line. How near is near differs: the words of a justified line can be
further apart than two columns are. So the columns come first, and within one a line may have gaps as wide as
it likes. Of the 198 PDFs of `tests/benchmarks/columns.py`, in up to three columns, justified and ragged, 196
are read with all words in order; by pdfminer alone 99 with its own margin of 2, 110 with 4, 158 with 10.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pdfminer.layout import LTChar, LTPage, LTTextBox

Glyphs = list["LTChar"]
WIDE = 40.0  # widths of a letter: no gap within a line of one column is wider
_GUTTER = 0.7  # of the size of the text: the narrowest white that parts two columns
# Rows that may cross it, titles and notes, and more of these where the columns have more rows
_CROSSING, _CROSSED = (2, 0.1)
_FEWEST = 4  # rows on either side of it
_NARROWEST = 0.12  # of the width of the text: the narrowest column; what is narrower numbers lines


def boxes(page: LTPage) -> Iterator[LTTextBox]:
    """Yield the page's text boxes, in reading order."""
    from pdfminer.layout import LAParams, LTChar, LTLayoutContainer, LTTextBox

    signs = [item for item in page if isinstance(item, LTChar)]
    gutters = _gutters(signs)
    margin = LAParams(char_margin=WIDE)
    for part in _parts(signs, gutters):
        container = LTLayoutContainer(page.bbox)
        container.extend(part)
        container.analyze(margin)
        yield from (item for item in container if isinstance(item, LTTextBox))


def _gutters(signs: Sequence[LTChar]) -> list[float]:
    """Return where the columns but the first begin, from the left."""
    rows = _rows(signs)
    if len(rows) < 2 * _FEWEST:
        return []
    left, right = min(sign.x0 for sign in signs), max(sign.x1 for sign in signs)
    size = median(sign.size for sign in signs)
    points = range(int(right - left) + 2)
    inked, begun, over = [0] * len(points), [0] * len(points), [0] * len(points)
    for row in rows:
        begun[int(min(sign.x0 for sign in row) - left)] += 1
        over[int(max(sign.x1 for sign in row) - left)] += 1
        for point in {point for sign in row for point in range(int(sign.x0 - left), int(sign.x1 - left) + 1)}:
            inked[point] += 1
    behind = [len(rows) - ended for ended in accumulate(over)]  # rows that go on to the right of a point
    most = [_CROSSING + _CROSSED * min(pair) for pair in zip(accumulate(begun), behind, strict=True)]
    gutters: list[tuple[float, float]] = []  # the share of rows that cross, and the place
    for white, group in groupby(points, key=lambda point: inked[point] <= most[point]):
        strip = list(group)
        if not white or len(strip) < _GUTTER * size:
            continue
        crossed = sum(inked[point] for point in strip) / len(strip)
        # Where the next column begins: lines of the one before may reach into the strip
        middle = left + strip[-1]
        near = bool(gutters) and middle - gutters[-1][1] < _NARROWEST * (right - left)
        if near and gutters[-1][0] > crossed:  # the one before stands in the ragged ends of lines
            gutters.pop()
        if _parts_columns(rows, middle, gutters[-1][1] if gutters else left, right):
            gutters.append((crossed, middle))
    return [middle for _, middle in gutters]


def _parts_columns(rows: Sequence[Glyphs], middle: float, before: float, right: float) -> bool:
    """Return whether a strip has rows enough on both sides, and room for columns."""
    if min(middle - before, right - middle) < _NARROWEST * (right - before):
        return False
    unbroken = [row for row in rows if not _spans(row, middle)]
    return all(
        sum(any(low < _centre(sign) < high for sign in row) for row in unbroken) >= _FEWEST
        for low, high in ((before, middle), (middle, right))
    )


def _rows(signs: Sequence[LTChar]) -> list[Glyphs]:
    """Group signs by the line on which they stand, over the whole width of the page, from the top."""
    rows: list[Glyphs] = []
    for sign in sorted((item for item in signs if item.get_text().strip()), key=lambda item: -item.y0):
        if rows and sign.y0 > rows[-1][0].y0 - 0.4 * min(sign.size, rows[-1][0].size):
            rows[-1].append(sign)
        else:
            rows.append([sign])
    return rows


def _parts(signs: Sequence[LTChar], gutters: Sequence[float]) -> Iterator[list[LTChar]]:
    """Yield the signs column by column, in the order of the file.

    What stands across columns divides them into what is above and below.
    """
    if not gutters:
        yield list(signs)
        return
    bands: list[tuple[bool, float]] = []  # whether it stands across, and where it ends below
    for row in _rows(signs):
        across = any(_spans(row, gutter) for gutter in gutters)
        if bands and bands[-1][0] == across:
            bands.pop()
        bands.append((across, min(sign.y0 for sign in row)))
    above = float("inf")
    for across, below in bands:
        within = [sign for sign in signs if below <= sign.y0 < above]
        above = below
        if across:
            yield within
            continue
        edges = [float("-inf"), *gutters, float("inf")]
        for low, high in pairwise(edges):
            if column := [sign for sign in within if low < _centre(sign) <= high]:
                yield column


def _spans(row: Glyphs, gutter: float) -> bool:
    """Return whether a sign of the row stands in the gutter, or the words beside it are close together."""
    if any(sign.x0 < gutter < sign.x1 for sign in row):
        return True
    before = max((sign.x1 for sign in row if sign.x1 <= gutter), default=None)
    behind = min((sign.x0 for sign in row if sign.x0 >= gutter), default=None)
    return before is not None and behind is not None and behind - before < 0.45 * row[0].size


def _centre(sign: LTChar) -> float:
    return (sign.x0 + sign.x1) / 2
