from localgov_components.web.paths import RESERVED, Paths

PATHS = Paths("ambleford", "garden-waste")


def test_every_page_lies_under_its_service() -> None:
    pages = {PATHS.start, PATHS.check, PATHS.payment, PATHS.confirmation, PATHS.page("bins"), PATHS.change("bins")}
    assert all(page.startswith("/ambleford/garden-waste/") for page in pages)
    assert len(pages) == 6


def test_our_own_pages_are_the_reserved_ones() -> None:
    assert {page.rpartition("/")[2] for page in (PATHS.check, PATHS.payment, PATHS.confirmation)} == RESERVED
