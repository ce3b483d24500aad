"""The picture as SVG, by itself or for the page. Each box can be reached by keyboard and names itself to a screen reader."""

from __future__ import annotations

from html import escape

from bot.output.map_picture.graph import Graph
from bot.output.map_picture.layout import LINE, PAD, WIDTH, Arrow, Box, Layout, lay_out

# What a picture by itself looks like; the page has the same classes in its own colours.
_STYLE = (
    ".node rect{fill:#fff;stroke:#64748b}.node text{font:12px system-ui,sans-serif;fill:#0f172a}.node .note{font-size:10.5px;fill:#475569}"
    ".recommendation rect{fill:#e0e7ff;stroke:#4338ca;stroke-width:2}.line rect{fill:#f1f5f9;stroke:#334155}.line text{font-weight:600}.line .note{font-weight:400}"
    ".concession rect{fill:#fff7ed;stroke:#c2410c}.attack rect{fill:#fef2f2;stroke:#b91c1c}.question rect{fill:#f0fdf4;stroke:#15803d;stroke-dasharray:4 3}"
    ".arrow{fill:none;stroke:#94a3b8;stroke-width:1.2}.arrow.attack{stroke:#b91c1c;stroke-dasharray:5 3}.arrow.question{stroke:#15803d;stroke-dasharray:2 3}"
    "marker path{fill:#64748b}"
)
_HEAD = '<defs><marker id="arrow-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8Z"/></marker></defs>'


def svg_of(graph: Graph) -> str:
    """The whole picture as a file."""
    layout = lay_out(graph)
    size = f'width="{layout.width:.0f}" height="{layout.height:.0f}" viewBox="0 0 {layout.width:.0f} {layout.height:.0f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img"><title>{escape(graph.title)}</title><style>{_STYLE}</style>{_drawn(layout, live=False)}</svg>'


def page_svg(graph: Graph) -> str:
    """The picture for the page: its boxes are buttons; the page moves and zooms it by the view box, whose whole is in `data-box`."""
    layout = lay_out(graph)
    box = f"0 0 {layout.width:.0f} {layout.height:.0f}"
    return (
        f'<svg id="map-picture" role="group" aria-label="Argument map: {escape(graph.title)}" viewBox="{box}" data-box="{box}" '
        f'preserveAspectRatio="xMidYMin meet">{_drawn(layout, live=True)}</svg>'
    )


def _drawn(layout: Layout, *, live: bool) -> str:
    arrows = "".join(_arrow(one) for one in layout.arrows)
    boxes = "".join(_box(one, live=live, first=n == 0) for n, one in enumerate(layout.boxes))
    return f'{_HEAD}<g aria-hidden="true">{arrows}</g><g>{boxes}</g>'


def _arrow(arrow: Arrow) -> str:
    x, y = arrow.points[0]
    path = f"M{x:.0f} {y:.0f}"
    for next_x, next_y in arrow.points[1:]:
        middle = (x + next_x) / 2
        path += (
            f"H{next_x:.0f}"
            if y == next_y
            else f"C{middle:.0f} {y:.0f} {middle:.0f} {next_y:.0f} {next_x:.0f} {next_y:.0f}"
        )
        x, y = next_x, next_y
    return f'<path class="arrow {arrow.edge.kind}" d="{path}" marker-end="url(#arrow-head)"/>'


def _box(box: Box, *, live: bool, first: bool) -> str:
    node = box.node
    lines = [(text, "") for text in box.lines] + [(box.note, ' class="note"')]
    texts = "".join(
        f'<text x="{PAD}" y="{PAD + LINE * n + 11}"{kind}>{escape(text)}</text>'
        for n, (text, kind) in enumerate(lines)
    )
    inner = f'<rect width="{WIDTH}" height="{box.height:.0f}" rx="6"/>{texts}'
    at = f'class="node {node.kind}" transform="translate({box.x:.0f} {box.y:.0f})"'
    if not live:
        return f"<g {at}><title>{escape(node.text)}</title>{inner}</g>"
    label = escape(f"{node.note}: {node.text}")
    cites = " ".join(map(str, node.cites))
    data = f'data-node="{escape(node.id)}" data-cites="{cites}" data-says="{escape(node.says)}" data-text="{escape(node.text)}" data-note="{escape(node.note)}"'
    return f'<g {at} role="button" tabindex="{0 if first else -1}" aria-label="{label}" {data}>{inner}</g>'
