"""What the pages weigh on readers and on publishers' pages.

`python tests/benchmarks/pages.py`, with Chromium, and with Node for Lighthouse.

Lighthouse (mobile profile, simulated slow network) of the widget's page, the playground, and a page with the
widget beside the same page without it; and the time from a click on a citation to the highlight in an article
of 3,000 words, over 20 citations.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright

from knowledge.topic import shipped_topic
from tests.servers.browsing import FLAGS
from tests.servers.hosting import hosting
from tests.servers.serving import serving

PAGES = (
    "/embed",
    "/embed/demo",
    "/embed/article?widget=yes",
    "/embed/article?widget=no",
    "/embed/article?target=%23debate",
)
CATEGORIES = ("performance", "accessibility", "best-practices")
WORDS, CLICKS = 3_000, 20


def lighthouse(url: str, chromium: str, folder: Path) -> dict[str, Any]:
    """Lighthouse's report on a page."""
    report = folder / "report.json"
    flags = "--chrome-flags=--headless --no-sandbox --disable-gpu"
    wanted = [
        "--quiet",
        "--form-factor=mobile",
        f"--only-categories={','.join(CATEGORIES)}",
        "--output=json",
        f"--output-path={report}",
        flags,
    ]
    subprocess.run(
        ["npx", "--yes", "lighthouse@12", url, *wanted],
        check=True,
        env={**os.environ, "CHROME_PATH": chromium},
        capture_output=True,
    )
    given: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return given


def article() -> str:
    """The shipped document, again and again until it has the words."""
    passages = [passage.text for passage in shipped_topic("us-korea-alliance").document.passages]
    paragraphs = [f"<p>{' '.join(passages[start : start + 3])}</p>" for start in range(0, len(passages), 3)]
    filler = [f"<p>{text.replace('the', 'another')}</p>" for text in passages]
    while len(" ".join(paragraphs).split()) < WORDS:
        paragraphs = [*filler, *paragraphs]
    return f"<article>{''.join(paragraphs)}</article>"


def highlights(server: str, chromium: str) -> list[float]:
    """Milliseconds from each click to its highlight."""
    html = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><body>{article()}<script '
        f'src="{server}/widget.js" data-article="article" async></script></body></html>'
    )
    with hosting({"/": html}) as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(reduced_motion="reduce")
        page.goto(f"http://127.0.0.1:{port}/")
        page.get_by_role("button", name="Ask the op-ed").click()
        frame = page.frame_locator("policy-debate iframe")
        for question in (
            "What tariff does South Korea face, and by when?",
            "Summarise the op-ed",
            "How might the pressure backfire?",
            "Both sides",
        ):
            done = frame.locator(".reply[aria-busy=false]").count()
            frame.locator("#box").fill(question)
            frame.locator("#box").press("Enter")
            frame.locator(".reply[aria-busy=false]").nth(done).wait_for()
        page.evaluate(
            """() => {
                window.lit = 0;
                const set = CSS.highlights.set.bind(CSS.highlights);
                CSS.highlights.set = (...given) => {
                    set(...given);
                    requestAnimationFrame(() => { window.lit = performance.timeOrigin + performance.now(); });
                };
            }"""
        )
        inner = page.frames[-1]
        inner.evaluate(
            "addEventListener('click', () => { window.clicked = performance.timeOrigin + "
            "performance.now(); }, true)"
        )
        marks = frame.locator(".cite")
        took = []
        for number in range(CLICKS):
            page.evaluate("window.lit = 0")
            marks.nth(number % marks.count()).click()
            page.wait_for_function("window.lit")
            took.append(float(page.evaluate("window.lit")) - float(inner.evaluate("window.clicked")))
        browser.close()
    return took


def main() -> None:
    """Print both tables."""
    chromium = shutil.which("chromium") or sys.exit("this needs Chromium")
    with tempfile.TemporaryDirectory() as home, serving(Path(home)) as server:
        took = highlights(server, chromium)
        print(
            f"click to highlight, {WORDS} words: median {median(took):.1f} ms, longest {max(took):.1f} "
            f"ms of {len(took)}"
        )
        if shutil.which("npx") is None:
            sys.exit("Lighthouse needs Node")
        for path in PAGES:
            report = lighthouse(f"{server}{path}", chromium, Path(home))
            scores = ", ".join(
                f"{name} {100 * report['categories'][name]['score']:.0f}" for name in CATEGORIES
            )
            print(
                f"{path:34} {scores}, layout shift "
                f"{report['audits']['cumulative-layout-shift']['numericValue']:.4f}"
            )


if __name__ == "__main__":
    main()
