from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.councils.small_register import TABLES, write

from localgov_components.core import InvalidValueError, NotFoundError
from localgov_components.councils import RELIABLE_FROM, AnswerKind, Council, Register, Responsibility, responsible_for
from localgov_components.identifiers import GssCode

REGISTER = Register.load()
DAY = date(2026, 5, 1)


def ask(service: str | int, area: str, on: date = DAY) -> tuple[AnswerKind, list[str]]:
    answer = REGISTER.responsible_for(service, area, on=on)
    return answer.kind, [council.slug for council in answer.councils]


@pytest.mark.parametrize(
    ("service", "area", "kind", "councils"),
    [
        ("waste-collection", "cambridge", AnswerKind.COUNCIL, ["cambridge"]),
        (524, "cambridge", AnswerKind.COUNCIL, ["cambridge"]),
        ("524", "E07000008", AnswerKind.COUNCIL, ["cambridge"]),
        ("libraries", "cambridge", AnswerKind.COUNCIL, ["cambridgeshire"]),
        ("libraries", "cambridgeshire", AnswerKind.COUNCIL, ["cambridgeshire"]),
        ("libraries", "leeds", AnswerKind.COUNCIL, ["leeds"]),
        ("parking-permits-and-penalties", "cambridge", AnswerKind.SHARED, ["cambridge", "cambridgeshire"]),
        ("libraries", "belfast", AnswerKind.ELSEWHERE, []),
        ("street-parties-and-temporary-closures", "belfast", AnswerKind.UNKNOWN, []),
        ("parking-permits-and-penalties", "belfast", AnswerKind.SHARED, ["belfast"]),
        ("waste-collection", "greater-london-authority", AnswerKind.UNKNOWN, []),
        ("waste-collection", "richmondshire", AnswerKind.NOT_IN_BEING, ["north-yorkshire"]),
        ("waste-collection", "cumbria", AnswerKind.NOT_IN_BEING, ["cumberland", "westmorland-and-furness"]),
        ("waste-collection", "ballymena", AnswerKind.NOT_IN_BEING, ["mid-and-east-antrim"]),
    ],
)
def test_who_answers(service: str | int, area: str, kind: AnswerKind, councils: list[str]) -> None:
    assert ask(service, area) == (kind, councils)


def test_a_county_is_answered_with_its_districts_and_the_address_decides() -> None:
    assert ask("waste-collection", "cambridgeshire") == (
        AnswerKind.ADDRESS_DECIDES,
        ["cambridge", "east-cambridgeshire", "fenland", "huntingdonshire", "south-cambridgeshire"],
    )


def test_the_answer_is_that_of_the_day() -> None:
    assert ask("libraries", "scarborough", date(2023, 3, 31)) == (AnswerKind.COUNCIL, ["north-yorkshire"])
    assert ask("libraries", "scarborough", date(2023, 4, 1)) == (AnswerKind.NOT_IN_BEING, ["north-yorkshire"])
    assert ask("waste-collection", "north-yorkshire", date(2023, 4, 1)) == (AnswerKind.COUNCIL, ["north-yorkshire"])
    assert ask("waste-collection", "north-yorkshire", date(2023, 3, 31))[0] is AnswerKind.ADDRESS_DECIDES


def test_a_council_yet_to_begin_is_answered_with_what_it_comes_from() -> None:
    kind, councils = ask("libraries", "west-surrey")
    assert kind is AnswerKind.NOT_IN_BEING
    assert "surrey" in councils
    assert "woking" in councils


def test_an_area_may_be_a_council_or_any_code_it_had() -> None:
    council = REGISTER.get("east-hertfordshire")
    for area in (council, council.slug, GssCode.parse("E07000097"), "E07000097", "E07000242"):
        assert responsible_for("planning", area, on=DAY).councils == (council,)


@pytest.mark.parametrize(
    ("service", "area", "text"),
    [
        (
            "parking-permits-and-penalties",
            "cambridge",
            "on 1 May 2026: shared by Cambridge City Council and Cambridgeshire County Council. County and district ",
        ),
        ("libraries", "belfast", "not a council. [unverified] Libraries NI; not checked against a primary source."),
        ("business-rates", "leeds", "on 1 May 2026: Leeds City Council. [unverified]"),
        ("street-parties-and-temporary-closures", "belfast", "on 1 May 2026: not known. Not checked"),
        (
            "libraries",
            "cumbria",
            "it was not in being; in its place Cumberland Council or Westmorland and Furness Council. Ended on 2023",
        ),
        ("council-tax-billing", "cambridge", "a precept that the district collects [unverified]."),
        (
            "waste-collection",
            "greater-london-authority",
            "not known. The register does not hold what a body of the kind",
        ),
        (
            "waste-collection",
            "surrey",
            "the address decides between Elmbridge Borough Council, Epsom and Ewell Borough",
        ),
    ],
)
def test_an_answer_reads_as_a_sentence_with_its_mark(service: str, area: str, text: str) -> None:
    assert text in str(REGISTER.responsible_for(service, area, on=DAY))


def test_an_answer_names_councils_as_they_were_called_on_the_day() -> None:
    then = REGISTER.responsible_for("libraries", "somerset", on=date(2012, 5, 1))
    assert str(then) == "Libraries in Somerset County Council's area on 1 May 2012: Somerset County Council."
    now = REGISTER.responsible_for("libraries", "somerset", on=DAY)
    assert str(now) == "Libraries in Somerset Council's area on 1 May 2026: Somerset Council."


def test_general_knowledge_is_marked_and_what_was_compared_is_not() -> None:
    assert REGISTER.responsible_for("libraries", "cambridge", on=DAY).is_verified
    assert not REGISTER.responsible_for("business-rates", "cambridge", on=DAY).is_verified
    assert not REGISTER.responsible_for("planning", "belfast", on=DAY).is_verified


@pytest.mark.parametrize("service", ["moon-landings", "", 0, -524, 999_999, "5 24", "\x00"])
def test_a_service_that_is_not_known_is_not_found_and_those_known_are_named(service: str | int) -> None:
    with pytest.raises(NotFoundError, match="It has: adult-and-children-social-care") as caught:
        responsible_for(service, "cambridge", on=DAY)
    assert caught.value.code == "councils.service"


@pytest.mark.parametrize(("area", "code"), [("cambrige", "councils.slug"), ("E07999999", "councils.code")])
def test_an_area_that_is_not_known_is_not_found(area: str, code: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        responsible_for("planning", area, on=DAY)
    assert caught.value.code == code


def test_a_day_too_early_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="not complete"):
        responsible_for("planning", "cambridge", on=date(2008, 1, 1))


@given(
    st.sampled_from(REGISTER.services),
    st.sampled_from(list(REGISTER)),
    st.dates(RELIABLE_FROM, date(2030, 1, 1)),
)
def test_every_council_named_is_in_being_and_the_answer_can_be_read(service: str, area: Council, on: date) -> None:
    answer = responsible_for(service, area, on=on)
    assert all(council.in_being_on(on) for council in answer.councils)
    assert (answer.kind is AnswerKind.NOT_IN_BEING) == (not area.in_being_on(on))
    assert bool(answer.councils) or answer.kind not in {
        AnswerKind.COUNCIL,
        AnswerKind.SHARED,
        AnswerKind.ADDRESS_DECIDES,
    }
    assert str(answer).endswith((".", "[unverified]"))


def test_a_district_whose_county_is_not_recorded_is_unknown(tmp_path: Path) -> None:
    counties = TABLES["district_counties.csv"].replace("brackwater,coldshire\n", "")
    register = Register.load(write(tmp_path, {"district_counties.csv": counties}))
    answer: Responsibility = register.responsible_for("libraries", "brackwater", on=DAY)
    assert (answer.kind, answer.councils) == (AnswerKind.UNKNOWN, ())


def test_a_county_with_one_district_is_answered_with_that(tmp_path: Path) -> None:
    register = Register.load(write(tmp_path))
    answer = register.responsible_for("waste-collection", "coldshire", on=DAY)
    assert (answer.kind, answer.councils) == (AnswerKind.COUNCIL, (register.get("brackwater"),))
