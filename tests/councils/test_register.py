import pickle
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.councils.small_register import TABLES, write
from tests.identifiers.hostile import HOSTILE, TEXT

from localgov_components.core import InvalidValueError, NotFoundError
from localgov_components.councils import RELIABLE_FROM, Council, CouncilKind, Nation, Register
from localgov_components.identifiers import GssCode, LocalCustodianCode

REGISTER = Register.load()
TODAY = date(2026, 11, 23)
DAYS = st.dates(RELIABLE_FROM, date(2040, 1, 1))
COUNCILS = st.sampled_from(list(REGISTER))


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2009, 3, 31), 388),
        (date(2009, 4, 1), 353),
        (date(2019, 3, 31), 353),
        (date(2019, 4, 1), 343),
        (date(2020, 3, 31), 343),
        (date(2020, 4, 1), 339),
        (date(2021, 3, 31), 339),
        (date(2021, 4, 1), 333),
        (date(2023, 3, 31), 333),
        (date(2023, 4, 1), 317),
        (TODAY, 317),
        (date(2027, 3, 31), 317),
        (date(2027, 4, 1), 307),
    ],
)
def test_the_principal_councils_of_england_number(day: date, number: int) -> None:
    assert len(REGISTER.on(day).nation("england").principal) == number


@pytest.mark.parametrize(
    ("nation", "day", "number"),
    [
        ("scotland", RELIABLE_FROM, 32),
        ("scotland", TODAY, 32),
        ("wales", RELIABLE_FROM, 22),
        ("wales", TODAY, 22),
        ("northern-ireland", date(2015, 3, 31), 26),
        ("northern-ireland", date(2015, 4, 1), 11),
    ],
)
def test_the_councils_of_the_other_nations_number(nation: str, day: date, number: int) -> None:
    assert len(REGISTER.on(day).nation(nation)) == number


def test_the_kinds_of_england_today_add_up() -> None:
    england = REGISTER.on(TODAY).nation(Nation.ENGLAND)
    numbers = {kind: len(england.kind(kind)) for kind in CouncilKind}
    assert numbers == {
        "district": 164,
        "county": 21,
        "unitary": 63,
        "metropolitan-district": 36,
        "london-borough": 32,
        "city-corporation": 1,
        "ni-district": 0,
        "combined-authority": 13,
        "strategic": 1,
    }
    assert len(england) == len(england.principal) + 13 + 1


def test_combined_authorities_and_the_gla_are_reached_by_their_kind() -> None:
    day = REGISTER.on(TODAY)
    assert [body.slug for body in day.kind("strategic")] == ["greater-london-authority"]
    assert REGISTER.get("greater-manchester-combined-authority") in day.kind("combined-authority")
    assert REGISTER.get("greater-manchester-combined-authority") not in day.principal


def test_a_kind_is_that_of_the_day() -> None:
    somerset = REGISTER.get("somerset")
    assert somerset in REGISTER.on(date(2023, 3, 31)).kind("county")
    assert somerset in REGISTER.on(date(2023, 4, 1)).kind("unitary")


def test_names_and_codes_are_those_of_the_day() -> None:
    shepway = REGISTER.get("folkestone-and-hythe")
    assert shepway.name_on(date(2018, 3, 31)) == "Shepway District Council"
    assert shepway.name_on(date(2018, 4, 1)) == shepway.name == "Folkestone and Hythe District Council"
    glasgow = REGISTER.get("glasgow")
    days = [date(2010, 3, 31), date(2010, 4, 1), date(2011, 4, 1), date(2019, 4, 1)]
    assert [str(glasgow.code_on(day)) for day in days] == ["S12000037", "S12000043", "S12000046", "S12000049"]


def test_a_council_that_is_not_in_being_has_no_name_kind_or_code() -> None:
    cumberland = REGISTER.get("cumberland")
    day = date(2023, 3, 31)
    assert (cumberland.name_on(day), cumberland.kind_on(day), cumberland.code_on(day)) == (None, None, None)
    assert not cumberland.in_being_on(day)


def test_some_councils_have_no_code() -> None:
    assert REGISTER.get("ballymena").code_on(date(2014, 1, 1)) is None
    assert REGISTER.get("east-surrey").code_on(date(2027, 4, 1)) is None


def test_a_code_whose_start_is_unknown_is_not_older_than_its_body() -> None:
    body = REGISTER.get("hull-and-east-yorkshire-combined-authority")
    assert body.code_on(date(2025, 2, 4)) is None
    assert str(body.code_on(date(2025, 2, 5))) == "E47000016"


def test_codes_come_as_values() -> None:
    bath = REGISTER.get("bath-and-north-east-somerset")
    assert bath.code_on(TODAY) == GssCode.parse("E06000022")
    assert bath.custodian_code == LocalCustodianCode.parse("0114")
    assert REGISTER.get("dorset-county").custodian_code is None


@pytest.mark.parametrize("day", [date(2008, 12, 31), date.min])
def test_a_day_before_the_register_is_complete_is_refused(day: date) -> None:
    adur = REGISTER.get("adur")
    asked: list[Any] = [
        REGISTER.on,
        adur.name_on,
        adur.kind_on,
        adur.code_on,
        adur.in_being_on,
        adur.codes[0].in_use_on,
    ]
    for ask in asked:
        with pytest.raises(InvalidValueError, match="not complete before 2009-01-01") as caught:
            ask(day)
        assert caught.value.code == "councils.too-early"
    for follow in (REGISTER.successors, REGISTER.predecessors):
        with pytest.raises(InvalidValueError, match="not complete"):
            follow("adur", on=day)


@pytest.mark.parametrize("day", [datetime(2020, 1, 1, tzinfo=UTC), "2020-01-01", None, 2020])
def test_what_is_no_day_is_refused(day: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValueError) as caught:
        REGISTER.on(day)
    assert caught.value.code == "councils.day"


def test_after_it_was_compiled_it_answers_with_what_was_known() -> None:
    assert REGISTER.compiled == TODAY
    assert len(REGISTER.on(date.max).nation("england").principal) == 307


def test_get_names_slugs_that_are_near() -> None:
    with pytest.raises(NotFoundError) as caught:
        REGISTER.get("north-yorks")
    assert caught.value.code == "councils.slug"
    assert "north-yorkshire" in str(caught.value)
    with pytest.raises(NotFoundError, match=r"find\(\)"):
        REGISTER.get("E07000166")


@pytest.mark.parametrize("ask", ["nation", "kind"])
def test_a_nation_or_kind_that_is_none_is_refused_with_those_there_are(ask: str) -> None:
    with pytest.raises(InvalidValueError, match=r"Give one of .*(wales|county)") as caught:
        getattr(REGISTER.on(TODAY), ask)("mercia")
    assert caught.value.code == f"councils.{ask}"


@pytest.mark.parametrize(
    "text", ["E07000166", "e07000166", " E07000166 ", "E07 000 166", "\uff2507000166", "\u200bE07000166"]
)
def test_a_council_is_found_by_its_code_however_it_is_written(text: str) -> None:
    assert REGISTER.find(text) == (REGISTER.get("richmondshire"),)


def test_a_council_is_found_by_every_code_it_ever_had() -> None:
    for council in REGISTER:
        for code in council.codes:
            assert REGISTER.find(code.text) == (council,)
            assert REGISTER.holder(code.code) == (council, code)


def test_the_holder_of_a_code_is_the_last_of_those_who_had_it(tmp_path: Path) -> None:
    codes = TABLES["area_codes.csv"].replace(
        "ambleford,E07999001,2009-01-01,2023-03-31,",
        "ambleford,E07999001,2009-01-01,2015-03-31,\nambleford,E07999002,2015-04-01,2023-03-31,",
    )
    register = Register.load(write(tmp_path, {"area_codes.csv": codes}))
    assert [council.slug for council, _ in register.holders("E07999002")] == ["brackwater", "ambleford"]
    assert register.holder("E07999002")[0].slug == "ambleford"


@pytest.mark.parametrize("text", ["0114", "114", "114.0", "0114.00", " 114 "])
def test_a_council_is_found_by_its_custodian_code_also_out_of_a_spreadsheet(text: str) -> None:
    assert REGISTER.find(text) == (REGISTER.get("bath-and-north-east-somerset"),)


@pytest.mark.parametrize(
    "text", ["", " ", "0", "9999", "114.5", "E07999999", "Mercia", "Wrekin", "the", "council", "of"]
)
def test_what_is_nobodys_finds_none(text: str) -> None:
    assert REGISTER.find(text) == ()


@given(st.one_of(TEXT, st.sampled_from(HOSTILE)))
@example("city of " * 20_000)
@example("\u0301" * 100_000)
@example("\ufdfa" * 100)
def test_any_text_finds_councils_or_none_in_no_time(text: str) -> None:
    begun = time.process_time()
    assert all(isinstance(council, Council) for council in REGISTER.find(text))
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("text", [None, 114, b"Adur", 5900.0])
def test_what_is_not_text_is_refused(text: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValueError) as caught:
        REGISTER.find(text)
    assert caught.value.code == "councils.text"


def test_a_view_finds_only_those_in_being() -> None:
    assert REGISTER.on(date(2018, 1, 1)).find("Dorset") == (REGISTER.get("dorset-county"),)
    assert REGISTER.on(TODAY).find("Dorset") == (REGISTER.get("dorset"),)


@given(COUNCILS, DAYS)
def test_a_council_has_one_style_on_each_day_of_its_life_and_at_most_one_code(council: Council, day: date) -> None:
    assert (council in REGISTER.on(day)) == council.in_being_on(day)
    if council.in_being_on(day):
        assert council.name_on(day) in {style.name for style in council.styles}
    holding = [code for code in council.codes if code.in_use_on(day)]
    assert len(holding) <= 1


@given(COUNCILS)
def test_its_last_day_is_the_last_on_which_a_council_is_in_being(council: Council) -> None:
    if council.end and council.end >= RELIABLE_FROM:
        assert council.in_being_on(council.end)
        assert not council.in_being_on(council.end + timedelta(days=1))


def test_councils_pickle_compare_and_hash_by_what_they_are() -> None:
    adur = REGISTER.get("adur")
    again = pickle.loads(pickle.dumps(adur))  # noqa: S301 - our own
    assert again == adur
    assert {again} == {adur}
    assert adur != REGISTER.get("arun")
    assert (repr(adur), str(adur)) == ("<Council adur>", "Adur District Council")


def test_a_register_and_a_view_show_their_size_and_their_day() -> None:
    assert repr(REGISTER) == f"<Register {len(REGISTER)} bodies, compiled {REGISTER.compiled}>"
    assert repr(REGISTER.on(date(2026, 5, 1)).nation("wales").principal) == "<RegisterOn 2026-05-01: 22 bodies>"


def test_the_packages_register_is_read_once() -> None:
    assert Register.load() is Register.load()


def test_the_licences_words_are_at_hand() -> None:
    assert "mySociety" in REGISTER.attribution[0]
    assert "Open Government Licence v3.0" in REGISTER.attribution[1]
    assert {source.licence.partition(";")[0] for source in REGISTER.sources} >= {"CC BY 4.0", "MIT"}


def test_districts_have_the_county_of_the_day() -> None:
    scarborough, county = REGISTER.get("scarborough"), REGISTER.get("north-yorkshire")
    assert REGISTER.county_of(scarborough, on=date(2023, 3, 31)) == county
    assert REGISTER.county_of(scarborough, on=date(2023, 4, 1)) is None
    assert len(REGISTER.districts_of(county, on=date(2023, 3, 31))) == 7
    assert REGISTER.districts_of(county, on=date(2023, 4, 1)) == ()


@pytest.mark.parametrize("day", [RELIABLE_FROM, date(2018, 1, 1), TODAY])
def test_every_district_is_in_one_county_and_every_county_has_districts(day: date) -> None:
    districts, counties = REGISTER.on(day).kind("district"), REGISTER.on(day).kind("county")
    below = [district for county in counties for district in REGISTER.districts_of(county, on=day)]
    assert set(below) == set(districts)
    assert len(below) == len(districts)
    assert all(REGISTER.districts_of(county, on=day) for county in counties)
