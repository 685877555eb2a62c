"""What is looked at on every page: accessibility, reflow on a small screen, and the picture of it."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.browser.small_png import small_png

SCREENSHOTS = Path(__file__).parents[2] / "docs" / "images"
WRITE_SCREENSHOTS = os.environ.get("LOCALGOV_WRITE_SCREENSHOTS") == "1"
WIDE, NARROW = 1280, 320
_HEIGHTS = {WIDE: 800, NARROW: 640}
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_OPTIONS = {"runOnly": {"type": "tag", "values": _RULES}, "resultTypes": ["violations"]}
_AXE = Axe()


def violations(page: Page) -> list[str]:
    """Rules of WCAG 2.0 to 2.2, A and AA, that a page breaks, with the elements that break them."""
    found = _AXE.run(page, options=_OPTIONS).response["violations"]
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


def overflows(page: Page) -> bool:
    """Whether somebody with a small screen has to scroll sideways (WCAG 2.2, 1.4.10)."""
    page.set_viewport_size({"width": NARROW, "height": _HEIGHTS[NARROW]})
    wider = bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
    page.set_viewport_size({"width": WIDE, "height": _HEIGHTS[WIDE]})
    return wider


def photograph(page: Page, name: str, widths: tuple[int, ...]) -> None:
    """Write pictures of a whole page for the documentation, when that was asked for."""
    if WRITE_SCREENSHOTS:
        for width in widths:
            page.set_viewport_size({"width": width, "height": _HEIGHTS[width]})
            picture = page.screenshot(full_page=True, caret="hide")
            (SCREENSHOTS / f"garden-waste-{name}-{width}.png").write_bytes(small_png(picture))
        page.set_viewport_size({"width": WIDE, "height": _HEIGHTS[WIDE]})
