"""A browser as the tests drive it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

# Pages of the browser's own (the popup of its address bar, its toolbar), which it draws unseen for each
# window, and which take more of a processor than a page of ours
_OWN_PAGES = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "PreloadTopChromeWebUI"),
    *("InitialWebUI", "WebUIToolbar", "WebUIReloadButton"),
)
# What Playwright turns off: of two such lists, Chromium heeds the last
_PLAYWRIGHTS = (
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "TcpPortRandomizationWin"),
    *("OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"),
)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join((*_PLAYWRIGHTS, *_OWN_PAGES))}",
]


def ask(page: Page, text: str) -> None:
    """Ask, and wait for the whole reply."""
    done = page.locator(".reply .copy").count()
    page.fill("#box textarea", text)
    page.press("#box textarea", "Enter")
    expect(page.locator(".reply .copy")).to_have_count(done + 1, timeout=30_000)
