import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE, TEXT

from localgov_components.address import PostalAddress, postal_address_parts, postal_address_problems
from localgov_components.address.postal_rules import AT_HOME, tidy_line
from localgov_components.core.messages import package_catalogue


@pytest.mark.parametrize(
    ("text", "lines", "town", "postcode"),
    [
        ("1 Mill Lane\nAmbleford\nDT97 1AA", ("1 Mill Lane",), "Ambleford", "DT97 1AA"),
        ("1 Mill Lane,\r\n\r\n Ambleford , \r\ndt971aa,", ("1 Mill Lane",), "Ambleford", "dt971aa"),
        ("1 Mill Lane\nAmbleford DT97 1AA", ("1 Mill Lane",), "Ambleford", "DT97 1AA"),
        ("1 Mill Lane\nAmbleford, dt971aa", ("1 Mill Lane",), "Ambleford", "dt971aa"),
        ("1 Mill Lane\nAmbleford\nDT97 1AA\nCymru\nUnited Kingdom", ("1 Mill Lane",), "Ambleford", "DT97 1AA"),
        ("1 Chapel Street\nWales\nAmbleford\nDT97 1AA", ("1 Chapel Street", "Wales"), "Ambleford", "DT97 1AA"),
        ("La Rue 1\nSaint Helier\nJE2 3AB\nJersey", ("La Rue 1",), "Saint Helier", "JE2 3AB"),
        ("1 Mill Lane\nAmbleford", ("1 Mill Lane",), "Ambleford", ""),
        ("2 Troop\nBFPO 801", ("2 Troop", "BFPO 801"), "", ""),
        ("2 Troop\nBFPO c/o 801\nBF1 2AU\nUK", ("2 Troop", "BFPO c/o 801"), "", "BF1 2AU"),
        ("2 Troop\nBF1 2AU\nB.F.P.O. 801", ("2 Troop", "B.F.P.O. 801"), "", "BF1 2AU"),
        ("2 Troop\nBF1 2AU", ("2 Troop",), "", "BF1 2AU"),
        ("2 Troop\nBFPO 801 BF1 2AU", ("2 Troop", "BFPO 801"), "", "BF1 2AU"),
        ("DT97 1AA", (), "", "DT97 1AA"),
        ("Scotland", (), "", ""),
        ("", (), "", ""),
    ],
)
def test_a_box_of_lines_is_divided(text: str, lines: tuple[str, ...], town: str, postcode: str) -> None:
    assert postal_address_parts(text) == (lines, town, postcode)


def test_a_box_is_read_as_the_parts_of_a_form_are() -> None:
    assert PostalAddress.read_block("1 Mill Lane\nAmbleford\nDT97 1AA\nYr Alban") == PostalAddress.read(
        ["1 Mill Lane"], "Ambleford", "DT97 1AA"
    )


@pytest.mark.parametrize("country", sorted(AT_HOME))
def test_no_country_is_printed_at_home(country: str) -> None:
    read = PostalAddress.read(["1 Mill Lane"], "Ambleford", "DT97 1AA", country=f" {country.upper()}, ")
    assert read.country == ""
    assert read.post_lines[-1] == "DT97 1AA"


def codes(*lines: str, town: str = "Ambleford", postcode: str = "DT97 1AA", country: str = "") -> list[tuple[str, str]]:
    found = postal_address_problems(lines, town, postcode, country=country)
    return [(problem.field, problem.code.removeprefix("postal-address.")) for problem in found]


@pytest.mark.parametrize(
    ("lines", "others", "found"),
    [
        (["Rue du Moulin 1"], {"town": "75001 Paris", "postcode": "", "country": "France"}, []),
        (["Rue du Moulin 1"], {"town": "", "postcode": "", "country": "France"}, []),
        (["Rue du Moulin 1"], {"country": "France"}, [("postcode", "postcode-abroad")]),
        ([""], {"town": "Paris", "postcode": "", "country": "France"}, [("line1", "line-empty")]),
        (["2 Troop", "BFPO 1"], {"postcode": "", "country": "Cyprus"}, [("country", "bfpo-country")]),
        (["2 Troop", "BFPO 1"], {"town": "", "postcode": "", "country": "UK"}, []),
        (["2 Troop"], {"town": "", "postcode": "BF1 2AU"}, []),
        (["1 Mill Lane"], {"postcode": "ZZ99 3VZ"}, [("postcode", "no-fixed-abode")]),
        (["1 Mill Lane"], {"postcode": "", "country": "~"}, [("country", "first-character")]),
        (["1", "2", "3", "4", "5"], {"postcode": "", "country": "France"}, []),
        (["1", "2", "3", "4", "5", "6"], {"postcode": "", "country": "France"}, [("line1", "too-many-lines")]),
        (["1 Mill Lane"], {"postcode": "GX11 1AA"}, []),
        (["1 Mill Lane"], {"postcode": "IM1 1AA", "country": "Isle of Man"}, []),
    ],
)
def test_an_address_abroad_and_the_forces_have_rules_of_their_own(
    lines: list[str], others: dict[str, str], found: list[tuple[str, str]]
) -> None:
    assert codes(*lines, **others) == found


def test_an_address_abroad_ends_with_its_country() -> None:
    read = PostalAddress.read(["Rue du Moulin 1"], "75001 Paris", "", country="France ")
    assert read.post_lines == ("Rue du Moulin 1", "75001 Paris", "France")
    assert PostalAddress.model_validate_json(read.model_dump_json()) == read


def test_the_forces_post_office_comes_after_the_postcode() -> None:
    read = PostalAddress.read(["b.f.p.o. c/o 0801", "2 Troop"], "", "BF1 2AU")
    assert read.post_lines == ("2 Troop", "BF1 2AU", "BFPO 801")
    assert read.bfpo_number == 801


@pytest.mark.parametrize(
    ("typed", "line"),
    [("1 Mill Lane , ", "1 Mill Lane"), ("Flat 1 , 2 Mill Lane .", "Flat 1, 2 Mill Lane."), (",", "")],
)
def test_spaces_before_punctuation_and_commas_at_the_end_go(typed: str, line: str) -> None:
    read = PostalAddress.read(["Barn", typed], "Ambleford", "DT97 1AA")
    assert read.lines == tuple(filter(None, ("Barn", line)))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_problem_has_its_words(language: str) -> None:
    words = package_catalogue()
    for code in ("bfpo-country", "postcode-abroad", "no-fixed-abode", "line-empty"):
        assert words.text(f"postal-address.{code}", language)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_divided_without_harm(text: str) -> None:
    parts = postal_address_parts(str(text))
    assert isinstance(postal_address_problems(*parts), tuple)


@given(st.lists(TEXT, max_size=9).map("\n".join))
def test_what_a_box_gives_is_given_again_by_its_lines(text: str) -> None:
    parts = postal_address_parts(text)
    if postal_address_problems(*parts) == ():
        read = PostalAddress.read_block(text)
        assert PostalAddress.read_block("\n".join(read.post_lines)).post_lines == read.post_lines


@given(TEXT)
def test_a_tidied_line_stays_as_it_is(text: str) -> None:
    assert tidy_line(tidy_line(text)) == tidy_line(text)
