"""What the pages weigh on readers and on publishers' pages.

`python tests/benchmarks/pages.py`, with Chromium, and with Node for Lighthouse.

Lighthouse (mobile profile, simulated slow network) of the widget's page, the playground, and a page with the
widget beside the same page without it; and the time from a click on a citation to the highlight in an article
of 3,000 words, over 20 citations; and on the chat page when it can be used, and the time from a click to the
first words of its reply, once cold and then for questions that nobody asked before.
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
from time import perf_counter
from typing import Any

from playwright.sync_api import expect, sync_playwright

from knowledge.playbook import Answer
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
WORDS, CLICKS, ASKED = 3_000, 20, 16


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


def first_words(server: str, chromium: str) -> tuple[float, list[float]]:
    """Milliseconds until the chat page can be typed into, and from each click on Send to a first sentence."""
    questions = [answer.asks[0] for answer in ask_answers()][::20][:ASKED]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        start = perf_counter()
        page.goto(f"{server}/")
        box = page.locator("#box textarea")
        box.fill(questions[0])
        usable = 1_000 * (perf_counter() - start)
        page.evaluate(
            """() => {
                const count = () => document.querySelectorAll("#log .statement").length;
                addEventListener("click", (event) => {
                    if (!event.target.closest("#send")) return;
                    [window.clicked, window.had] = [performance.now(), count()];
                }, true);
                new MutationObserver(() => {
                    const begun = window.clicked && !window.told && count() > window.had;
                    if (begun) window.told = performance.now();
                }).observe(document.querySelector("#log"), { childList: true, subtree: true });
            }"""
        )
        took = []
        for question in questions:
            page.evaluate("window.told = window.clicked = 0")
            box.fill(question)
            page.locator("#send").click()
            page.wait_for_function("window.told")
            took.append(float(page.evaluate("window.told - window.clicked")))
            expect(page.locator(".reply .copy")).to_have_count(len(took), timeout=30_000)
        browser.close()
    return usable, took


def ask_answers() -> list[Answer]:
    """Return the prepared answers of the mode `ask`."""
    playbook = shipped_topic("us-korea-alliance").playbook
    assert playbook is not None
    return [answer for answer in playbook.answers if answer.side is None]


def main() -> None:
    """Print all tables."""
    chromium = shutil.which("chromium") or sys.exit("this needs Chromium")
    with tempfile.TemporaryDirectory() as home, serving(Path(home)) as server:
        took = highlights(server, chromium)
        print(
            f"click to highlight, {WORDS} words: median {median(took):.1f} ms, longest {max(took):.1f} "
            f"ms of {len(took)}"
        )
        usable, words = first_words(server, chromium)
        print(
            f"chat page usable after {usable:.0f} ms; click to first words {words[0]:.0f} ms at first, then "
            f"median {median(words[1:]):.0f} ms, longest {max(words[1:]):.0f} ms of {len(words) - 1}"
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
