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

    signs = [one for one in page if isinstance(one, LTChar)]
    gutters = _gutters(signs)
    margin = LAParams(char_margin=WIDE)
    for part in _parts(signs, gutters):
        container = LTLayoutContainer(page.bbox)
        container.extend(part)
        container.analyze(margin)
        yield from (one for one in container if isinstance(one, LTTextBox))


def _gutters(signs: Sequence[LTChar]) -> list[float]:
    """Return where the columns but the first begin, from the left."""
    rows = _rows(signs)
    if len(rows) < 2 * _FEWEST:
        return []
    left, right = min(one.x0 for one in signs), max(one.x1 for one in signs)
    size = median(one.size for one in signs)
    points = range(int(right - left) + 2)
    inked, begun, over = [0] * len(points), [0] * len(points), [0] * len(points)
    for row in rows:
        begun[int(min(one.x0 for one in row) - left)] += 1
        over[int(max(one.x1 for one in row) - left)] += 1
        for point in {point for one in row for point in range(int(one.x0 - left), int(one.x1 - left) + 1)}:
            inked[point] += 1
    behind = [len(rows) - ended for ended in accumulate(over)]  # rows that go on to the right of a point
    most = [_CROSSING + _CROSSED * min(pair) for pair in zip(accumulate(begun), behind, strict=True)]
    found: list[tuple[float, float]] = []  # the share of rows that cross, and the place
    for white, group in groupby(points, key=lambda point: inked[point] <= most[point]):
        strip = list(group)
        if not white or len(strip) < _GUTTER * size:
            continue
        crossed = sum(inked[point] for point in strip) / len(strip)
        # Where the next column begins: lines of the one before may reach into the strip
        middle = left + strip[-1]
        near = bool(found) and middle - found[-1][1] < _NARROWEST * (right - left)
        if near and found[-1][0] > crossed:  # the one before stands in the ragged ends of lines
            found.pop()
        if _parts_columns(rows, middle, found[-1][1] if found else left, right):
            found.append((crossed, middle))
    return [middle for _, middle in found]


def _parts_columns(rows: Sequence[Glyphs], middle: float, before: float, right: float) -> bool:
    """Return whether a strip has rows enough on both sides, and room for columns."""
    if min(middle - before, right - middle) < _NARROWEST * (right - before):
        return False
    whole = [row for row in rows if not _spans(row, middle)]
    return all(
        sum(any(low < _centre(one) < high for one in row) for row in whole) >= _FEWEST
        for low, high in ((before, middle), (middle, right))
    )


def _rows(signs: Sequence[LTChar]) -> list[Glyphs]:
    """Group signs by the line on which they stand, over the whole width of the page, from the top."""
    rows: list[Glyphs] = []
    for sign in sorted((one for one in signs if one.get_text().strip()), key=lambda one: -one.y0):
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
        bands.append((across, min(one.y0 for one in row)))
    above = float("inf")
    for across, below in bands:
        within = [one for one in signs if below <= one.y0 < above]
        above = below
        if across:
            yield within
            continue
        edges = [float("-inf"), *gutters, float("inf")]
        for low, high in pairwise(edges):
            if column := [one for one in within if low < _centre(one) <= high]:
                yield column


def _spans(row: Glyphs, gutter: float) -> bool:
    """Return whether a sign of the row stands in the gutter, or the words beside it are close together."""
    if any(one.x0 < gutter < one.x1 for one in row):
        return True
    before = max((one.x1 for one in row if one.x1 <= gutter), default=None)
    behind = min((one.x0 for one in row if one.x0 >= gutter), default=None)
    return before is not None and behind is not None and behind - before < 0.45 * row[0].size


def _centre(sign: LTChar) -> float:
    return (sign.x0 + sign.x1) / 2
