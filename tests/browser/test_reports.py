"""The report of a comparison is accessible, fits a small screen, prints on A4, and is shown in the documentation."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.looking import SCREENSHOTS, WIDE, WRITE_SCREENSHOTS, overflows, violations
from tests.browser.small_png import small_png
from tests.cli.test_comparing import HOUSEHOLDS, MAPPING, PEOPLE
from tests.docs.follow import run_localgov

pytestmark = pytest.mark.slow

EXAMPLE = Path(__file__).parents[2] / "examples" / "council_support"
MOST_PAGES = 6
CHARTS = 3
OUTSIDE = """[...document.querySelectorAll("figure svg")].flatMap(chart => {
    const all = chart.getBoundingClientRect();
    return [...chart.querySelectorAll("text, rect:not(pattern *)")].filter(part => {
        const box = part.getBoundingClientRect();
        return box.right > all.right + 1 || box.bottom > all.bottom + 1 || box.left < all.left - 1;
    }).map(part => part.outerHTML);
})"""
WORDS = (
    *("compare", "council_support", *HOUSEHOLDS, *PEOPLE, "--on", "2026-11-26", "--set", "capital_limit=16000.00"),
    *("--set", "taper=0.30", "--by", "Ward", "--by", "Tenure", "--counted", "households"),
    *("--title", "Raising the capital limit to £16,000 and the taper to 30%"),
    *("--format", "html", "--output", "report.html"),
)


@pytest.fixture(scope="module")
def report(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("report")
    shutil.copytree(EXAMPLE, folder / "council_support")
    (folder / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    made = run_localgov(WORDS, folder)
    assert made.returncode == 0, made.stdout
    page = browser.new_page(viewport={"width": WIDE, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / "report.html").as_uri())
    assert asked == [page.url]
    yield page
    page.close()


def test_the_report_is_accessible_and_fits_a_small_screen(report: Page) -> None:
    assert violations(report) == []
    assert not overflows(report)


def test_the_report_prints_on_a_few_sheets_of_a4(report: Page) -> None:
    printed = report.pdf(prefer_css_page_size=True)
    assert 1 <= printed.count(b"/Type /Page\n") <= MOST_PAGES
    assert b"/MediaBox [0 0 594" in printed or b"/MediaBox [0 0 595" in printed


def test_everything_in_a_chart_stands_within_it(report: Page) -> None:
    assert report.locator("figure svg").count() == CHARTS
    assert report.evaluate(OUTSIDE) == []


def test_pictures_for_the_documentation(report: Page) -> None:
    """Written when that was asked for."""
    assert report.locator("h2", has_text="By Ward").is_visible()
    if WRITE_SCREENSHOTS:
        report.set_viewport_size({"width": 900, "height": 1200})
        chart = report.locator("figure").nth(1)
        pictures = {"top": report.screenshot(), "chart": chart.screenshot()}
        for name, picture in pictures.items():
            (SCREENSHOTS / f"comparison-report-{name}.png").write_bytes(small_png(picture))
