"""All figures of the tables of speed in README.md beside this file.

`python -m tests.benchmarks.table` runs the benchmarks, `--kept` only writes the tables and the picture again.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
RESULTS, PEERS, README, PICTURE = (
    HERE / "results.json",
    HERE / "peers" / "peers.json",
    HERE / "README.md",
    HERE / "ratios.svg",
)
ROWS = (  # what, ours, beside, how each is told, the bar
    ("`debate --help`", "help_s", "import_chromadb_s", "{:.2f} s", "bare `import chromadb`", "≤ 0.25"),
    ("cold `debate ask`", "ask_s", "import_chromadb_s", "{:.2f} s", "bare `import chromadb`", ""),
    (
        "`debate serve` to the first byte of `/embed`",
        "embed_s",
        "import_gradio_s",
        "{:.2f} s",
        "bare `import gradio`",
        "≤ 1.5",
    ),
    ("… of `/`", "page_s", "import_gradio_s", "{:.2f} s", "bare `import gradio`", "≤ 1.3"),
    (
        "turns a second over HTTP, questions that readers begin with",
        "turns_per_s",
        "bare_fastapi_per_s",
        "{:.0f}",
        "bare FastAPI, the same bytes",
        "≥ 0.3",
    ),
    (
        "turns a second over HTTP, each question for the first time",
        "new_turns_per_s",
        "bare_fastapi_per_s",
        "{:.0f}",
        "bare FastAPI, the same bytes",
        "",
    ),
    (
        "a search of one topic",
        "search_ms",
        "chroma_query_ms",
        "{:.1f} ms",
        "Chroma's own query, of vectors alone",
        "",
    ),
    (
        "the index of the shipped topic",
        "index_s",
        "chroma_add_s",
        "{:.2f} s",
        "Chroma's `add` of ready vectors",
        "",
    ),
    ("a case of an evaluation, graded", "case_ms", "case_bare_ms", "{:.1f} ms", "its turn alone", ""),
    (
        "the widget's loader; its page takes {widget_page_ms:.1f} ms",
        "loader_ms",
        "smallest_ms",
        "{:.1f} ms",
        "the server's smallest answer",
        "",
    ),
)
ALONE = (
    (
        "cold `debate topics`, `map`, `check`, `index`, `eval --help`",
        "{topics_s:.2f}, {map_s:.2f}, {check_s:.2f}, {index_s:.2f}, {eval_s:.2f} s",
        "",
    ),
    (
        "a whole turn, embedded writer, median and 95th percentile",
        "{turn_ms:.1f} and {turn_p95_ms:.1f} ms",
        "≤ 150 and 350 ms",
    ),
    ("its first statement", "{first_ms:.1f} ms", ""),
    ("the gate, for a statement", "{gate_ms:.1f} ms", ""),
    (
        "memory of `debate serve` at its first page; after twenty questions in the browser; after "
        "thousands of turns",
        "{serve_mib:.0f}; {browser_mib:.0f}; {busy_mib:.0f} MiB",
        "≤ 450 MiB",
    ),
)
BESIDE = (
    ("from the start of a process to its first words", "cold_s", "{:.1f} s"),
    ("memory, at most", "memory_mib", "{:.0f} MiB"),
    ("first words, asked before", "first_ms", "{:.1f} ms"),
    ("whole answer, asked before", "whole_ms", "{:.1f} ms"),
)


def figures() -> dict[str, float]:
    """Run the benchmarks, one after the other."""
    found: dict[str, float] = {}
    for name in ("starting", "turns", "parts"):
        done = subprocess.run(
            [sys.executable, "-m", f"tests.benchmarks.{name}"], check=True, capture_output=True, text=True
        )
        found |= json.loads(done.stdout.strip().splitlines()[-1])
    return found


def table(found: dict[str, float]) -> str:
    """The table as Markdown."""
    lines = ["| | this bot | beside | ratio | bar |", "| --- | --- | --- | --- | --- |"]
    for what, ours, theirs, told, floor, bar in ROWS:
        ratio = found[ours] / found[theirs]
        lines.append(
            f"| {what.format(**found)} | {told.format(found[ours])} | {told.format(found[theirs])}, "
            f"{floor} | {ratio:.2f} | {bar} |"
        )
    lines += [f"| {what} | {told.format(**found)} | | | {bar} |" for what, told, bar in ALONE]
    return "\n".join(lines)


def beside(peers: dict[str, dict[str, float]]) -> str:
    """The table of the peers as Markdown."""
    lines = [
        "| | this bot | this bot with the model | LangChain | LlamaIndex | Haystack |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {what} | {' | '.join(told.format(one[key]) for one in peers.values())} |"
        for what, key, told in BESIDE
    ]
    return "\n".join(lines)


def put(text: str, part: str, made: str) -> str:
    """The text with a part between its two marks rewritten."""
    before, _, rest = text.partition(f"<!-- {part} -->\n")
    return f"{before}<!-- {part} -->\n{made}\n<!-- /{part} -->{rest.partition(f'<!-- /{part} -->')[2]}"


def picture(found: dict[str, float]) -> str:
    """The ratios as bars, on a scale that ends at 1.6."""
    width, row, left = 760, 34, 430
    bars = []
    for number, (what, ours, theirs, *_) in enumerate(ROWS):
        ratio, y = found[ours] / found[theirs], 26 + number * row
        long = min(ratio, 1.6) / 1.6 * (width - left - 60)
        bars.append(
            f'<text x="{left - 10}" y="{y + 15}" '
            f'text-anchor="end">{escape(what.partition(";")[0].replace("`", ""))}</text>'
        )
        bars.append(
            f'<rect x="{left}" y="{y}" width="{long:.1f}" height="22" rx="3"/><text '
            f'x="{left + long + 8:.1f}" y="{y + 15}">{ratio:.2f}</text>'
        )
    one = left + (width - left - 60) / 1.6
    height = 26 + len(ROWS) * row + 6
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'aria-label="Each figure as a ratio to its floor">'
        "<style>text{font:13px "
        "system-ui,sans-serif;fill:#57606a}rect{fill:#4f46e5}line{stroke:#8c959f;stroke-dasharray:3 "
        "3}</style>"
        f'<line x1="{one:.1f}" y1="18" x2="{one:.1f}" y2="{height}"/><text x="{one:.1f}" y="14" '
        f'text-anchor="middle">as its floor</text>{"".join(bars)}</svg>\n'
    )


def main() -> None:
    """Measure, keep, and write."""
    if "--kept" not in sys.argv:
        kept = {"made": datetime.now(UTC).isoformat(timespec="minutes"), "figures": figures()}
        RESULTS.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    found = json.loads(RESULTS.read_text("utf-8"))["figures"]
    peers = json.loads(PEERS.read_text("utf-8"))["figures"]
    README.write_text(
        put(put(README.read_text("utf-8"), "speed", table(found)), "peers", beside(peers)), "utf-8"
    )
    PICTURE.write_text(picture(found), "utf-8")
    print(table(found))


if __name__ == "__main__":
    main()
