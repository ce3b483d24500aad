"""A browser as the tests drive it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def ask(page: Page, text: str) -> None:
    """Ask, and wait for the whole reply."""
    done = page.locator(".reply .copy").count()
    page.fill("#box textarea", text)
    page.press("#box textarea", "Enter")
    expect(page.locator(".reply .copy")).to_have_count(done + 1, timeout=30_000)
