"""Every screen as a picture, to be looked at: wide and narrow, light and dark.

`python tests/pictures/screens.py FOLDER [SCREEN…]`, with Chromium. Without names it takes all of them; with
`--at URL` it looks at a server that runs already; with `--axe` it prints what axe finds wrong with each; with
`--readme` it renews the pictures that the README shows.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.servers.browsing import FLAGS, ask
from tests.servers.hosting import hosting
from tests.servers.serving import serving

WINDOWS = {"wide": (1280, 800), "narrow": (390, 844)}
THEMES = ("light", "dark")
QUESTION = "What tariff does South Korea face, and by when?"
ROUNDS = (
    "Seoul should pay more for its own defense.",
    "But the trade deficit costs American jobs.",
    "South Korea would never leave the United States for China.",
    "A summit in Beijing proves nothing.",
)
TOPIC = "us-korea-alliance"
README = {"against": "chat", "flow": "debate", "widget-open": "widget"}  # by their names beside this file
Screen = Callable[[Page, str], None]


def _chat(page: Page, server: str, query: str = "") -> None:
    page.goto(f"{server}/{query}")
    expect(page.locator("#box textarea")).to_be_visible(timeout=30_000)
    expect(page.locator("#starters button:visible").first).to_be_visible()


def _chat_in_korean(page: Page, server: str) -> None:
    _chat(page, server, "?lang=ko")


def _prepared(page: Page, server: str) -> None:
    page.goto(f"{server}/library/{TOPIC}#playbook")
    expect(page.locator("#playbook .part").first).to_be_visible()


def _noting(page: Page, server: str) -> None:
    _embedded(page, server)
    page.get_by_text("Something is wrong").click()
    page.get_by_role("button", name="Something else").click()


def _mode(page: Page, name: str) -> None:
    label = page.locator(f'#mode label:has(input[value="{name}"])')
    label.click()
    expect(label).to_have_class(re.compile("selected"))


def _beside(page: Page, tab: str) -> None:
    if page.locator("#to-document").is_visible():
        page.click("#to-document")
    page.click(f"#tab-{tab}")


def _asked(page: Page, server: str) -> None:
    _chat(page, server)
    ask(page, QUESTION)


def _debated(page: Page, server: str) -> None:
    _chat(page, server)
    _mode(page, "debate")
    page.locator("#side label").nth(1).click()
    for text in ROUNDS:
        ask(page, text)


def _in_mode(name: str, text: str) -> Screen:
    def shown(page: Page, server: str) -> None:
        _chat(page, server)
        _mode(page, name)
        page.wait_for_timeout(500)
        if text:
            ask(page, text)

    return shown


def _tab(tab: str, before: Screen) -> Screen:
    def shown(page: Page, server: str) -> None:
        before(page, server)
        _beside(page, tab)

    return shown


def _closing(page: Page, server: str) -> None:
    _debated(page, server)
    done = page.locator(".reply .copy").count()
    page.click("#closing")
    expect(page.locator(".reply .copy")).to_have_count(done + 1, timeout=30_000)


def _downloading(page: Page, server: str) -> None:
    _closing(page, server)
    page.click("#to-download")


def _cited(page: Page, server: str) -> None:
    _debated(page, server)
    page.locator("#log .statement a.cite").last.click()
    expect(page.locator(".passage.found")).to_be_visible()


def _ballot(page: Page, server: str) -> None:
    _tab("ballot", _debated)(page, server)
    page.click("#judge")
    expect(page.locator("#ballot-sheet table").first).to_be_visible(timeout=60_000)


def _library(page: Page, server: str) -> None:
    page.goto(f"{server}/library")
    expect(page.locator("#topics li").first).to_be_visible()


def _adding(page: Page, server: str) -> None:
    _library(page, server)
    page.locator("#adding summary").click()


def _shared(page: Page, server: str) -> None:
    _asked(page, server)
    page.click("#to-share")
    page.locator("#share button").first.click()
    link = page.locator("#share input")
    expect(link).to_be_visible()
    page.goto(link.input_value())


def _embedded(page: Page, server: str) -> None:
    page.goto(f"{server}/embed")
    expect(page.locator("#box")).to_be_enabled()
    page.fill("#box", QUESTION)
    page.press("#box", "Enter")
    expect(page.locator(".reply[aria-busy=false]")).to_have_count(1, timeout=30_000)


def _widget(page: Page, server: str) -> None:
    page.goto(f"{server}/embed/article?article=article")
    page.get_by_role("button", name="Ask").first.click()
    frame = page.frame_locator("policy-debate iframe")
    frame.locator("#box").fill(QUESTION)
    frame.locator("#box").press("Enter")
    expect(frame.locator(".reply[aria-busy=false]")).to_have_count(1, timeout=30_000)
    frame.locator(".cite").first.click()


def _inline(page: Page, server: str) -> None:
    page.goto(f"{server}/embed/article?target=%23debate")
    page.locator("policy-debate").scroll_into_view_if_needed()


def _blocked(page: Page, server: str) -> None:
    article = "<title>A page</title><main><article><h1>An article</h1><p>Its text.</p></article></main>"
    body = f'{article}<script src="{server}/widget.js"></script>'
    policy = f"default-src 'none'; script-src {server}; connect-src {server}"
    with hosting(
        {"/": f'<!doctype html><html lang="en">{body}'}, {"Content-Security-Policy": policy}
    ) as port:
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_timeout(2500)
        launcher = page.get_by_role("button", name="Ask").first
        if launcher.is_visible():
            launcher.click()
            page.wait_for_timeout(2500)


def _at(path: str) -> Screen:
    def shown(page: Page, server: str) -> None:
        page.goto(f"{server}{path}")

    return shown


SCREENS: dict[str, Screen] = {
    "start": _chat,
    "start-korean": _chat_in_korean,
    "settings-korean": _tab("settings", _chat_in_korean),
    "start-for": _in_mode("for", ""),
    "start-debate": _in_mode("debate", ""),
    "ask": _asked,
    "for": _in_mode("for", "Make the case that Washington should ease the pressure."),
    "against": _in_mode("against", "What would a trade hawk say?"),
    "both-sides": _in_mode("ask", "Show me both sides at their best."),
    "debate": _debated,
    "cited": _cited,
    "closing": _closing,
    "download": _downloading,
    "map": _tab("map", _debated),
    "map-empty": _tab("map", _chat),
    "flow": _tab("flow", _debated),
    "flow-empty": _tab("flow", _chat),
    "ballot": _ballot,
    "ballot-empty": _tab("ballot", _chat),
    "history": _tab("history", _asked),
    "settings": _tab("settings", _chat),
    "library": _library,
    "add": _adding,
    "review": _at(f"/library/{TOPIC}"),
    "prepared": _prepared,
    "evaluations": _at("/evaluations"),
    "document": _at(f"/documents/{TOPIC}"),
    "shared": _shared,
    "embed": _embedded,
    "embed-note": _noting,
    "embed-yellow": _at("/embed?accent=%23ffe600"),
    "embed-korean": _at("/embed?lang=ko"),
    "demo": _at("/embed/demo"),
    "widget-closed": _at("/embed/article"),
    "widget-open": _widget,
    "widget-inline": _inline,
    "widget-blocked": _blocked,
}


def take(browser: Browser, server: str, folder: Path, names: list[str], *, axe: bool) -> None:
    """Take the pictures of these screens; a screen that fails is told, and the others are taken."""
    for name in names:
        for window, (width, height) in WINDOWS.items():
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="light")
            page = context.new_page()
            try:
                SCREENS[name](page, server)
                for theme in THEMES:
                    _dress(page, theme)
                    page.screenshot(path=folder / f"{name}-{window}-{theme}.png")
                    for one in Axe().run(page).response["violations"] if axe else ():
                        places = [node["html"][:120] for node in one["nodes"]]
                        print(f"{name}, {window}, {theme}: {one['id']} {places[:3]}")
            except Exception as exc:  # noqa: BLE001  # whatever a browser raises for a screen that is not as expected
                page.screenshot(path=folder / f"{name}-{window}-failed.png")
                print(f"{name}, {window}: {str(exc).splitlines()[0]}", file=sys.stderr)
            context.close()


def _dress(page: Page, theme: str) -> None:
    """Show a page in light or dark: by what the system prefers, and on the chat page by its switch."""
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.evaluate(
        "dark => document.querySelector('gradio-app') && document.body.classList.toggle('dark', dark)",
        theme == "dark",
    )
    page.wait_for_timeout(400)


@contextmanager
def _server(address: str | None) -> Iterator[str]:
    if address:
        yield address
        return
    with tempfile.TemporaryDirectory() as home, serving(Path(home)) as found:
        yield found


def main() -> None:
    """Take the pictures that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("screens", nargs="*", metavar="SCREEN", help=f"of {', '.join(SCREENS)}")
    parser.add_argument("--readme", action="store_true", help="renew the pictures of the README")
    parser.add_argument("--axe", action="store_true", help="check the screens for accessibility")
    parser.add_argument("--at", metavar="URL", help="the address of a server that runs")
    given = parser.parse_intermixed_args()
    if unknown := set(given.screens) - SCREENS.keys():
        parser.error(f"no such screen: {', '.join(sorted(unknown))}")
    chromium = shutil.which("chromium") or sys.exit("this needs Chromium")
    given.folder.mkdir(parents=True, exist_ok=True)
    with _server(given.at) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        names = list(README) if given.readme else given.screens or list(SCREENS)
        take(browser, server, given.folder, names, axe=given.axe)
        browser.close()
    for name, shown in README.items() if given.readme else ():
        _keep(given.folder / f"{name}-wide-light.png", Path(__file__).with_name(f"{shown}.png"))


def _keep(picture: Path, place: Path) -> None:
    """Keep a picture in the repository, in 256 colors: fewer bytes, and it looks the same."""
    with Image.open(picture) as taken:
        taken.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(place, "PNG", optimize=True)


if __name__ == "__main__":
    main()
