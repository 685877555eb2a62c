from tests.web.town_hall import TownHall

from localgov_components.web.assets import Asset, favicon, stylesheet, theme


def test_an_address_changes_with_the_content() -> None:
    first, second = (Asset("/a.css", "text/css", content) for content in (b"a", b"b"))
    assert first.href != second.href
    assert first.href == Asset("/a.css", "text/css", b"a").href


def test_assets_are_kept_by_browsers(hall: TownHall) -> None:
    client = hall.client()
    for asset in (stylesheet(), favicon()):
        response = client.get(asset.href)
        assert response.status_code == 200
        assert "immutable" in response.headers["cache-control"]
        assert response.headers["content-type"].startswith(asset.media_type)
        assert response.content == asset.content


def test_each_council_has_a_theme_of_its_own(hall: TownHall) -> None:
    client = hall.client()
    ambleford, brackwater = (client.get(f"/{name}/theme.css").text for name in ("ambleford", "brackwater"))
    assert "--govuk-brand-colour: #1d4429;" in ambleford
    assert "--govuk-brand-colour: #1d3f66;" in brackwater


def test_a_council_without_colours_has_an_empty_theme() -> None:
    assert theme("/a/theme.css", {}).content == b":root {\n}\n"
