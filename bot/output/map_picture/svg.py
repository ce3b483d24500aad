"""The picture of an argument map as SVG."""

from __future__ import annotations

from dataclasses import dataclass

from bot.output.map_picture.graph import Graph, Node
from bot.output.map_picture.layout import LINE, PAD, WIDTH, Arrow, Box, lay_out
from bot.output.templating import fragment


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A box in whole pixels."""

    node: Node
    x: str
    y: str
    height: str
    lines: tuple[str, ...]
    note: str

    @classmethod
    def of(cls, box: Box) -> DrawnBox:
        """Round the places of a box."""
        return cls(box.node, f"{box.x:.0f}", f"{box.y:.0f}", f"{box.height:.0f}", box.lines, box.note)


def svg_of(graph: Graph) -> str:
    """Return the whole picture as a file."""
    layout = lay_out(graph)
    return fragment("bot.output", "map.svg").render(
        title=graph.title,
        width=f"{layout.width:.0f}",
        height=f"{layout.height:.0f}",
        arrows=[(arrow.edge.kind, _path(arrow)) for arrow in layout.arrows],
        boxes=[DrawnBox.of(box) for box in layout.boxes],
        box_width=WIDTH,
        pad=PAD,
        line_height=LINE,
    )


def _path(arrow: Arrow) -> str:
    """Return the arrow as an SVG path that is level at each of its points."""
    x, y = arrow.points[0]
    path = f"M{x:.0f} {y:.0f}"
    for next_x, next_y in arrow.points[1:]:
        if y == next_y:
            path += f"H{next_x:.0f}"
        else:
            middle = (x + next_x) / 2
            path += f"C{middle:.0f} {y:.0f} {middle:.0f} {next_y:.0f} {next_x:.0f} {next_y:.0f}"
        x, y = next_x, next_y
    return path
