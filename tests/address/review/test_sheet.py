import pytest

from localgov_components.address.matching.match import ElementCompared, How, Match, MatchOutcome, PossibleMatch
from localgov_components.address.review.queries import AddressQueryLine, QueryLines
from localgov_components.address.review.sheet import (
    ToReview,
    asks_custodian,
    needs_person,
    proposals_of,
    review_rows,
    shown_score,
)
from localgov_components.address.review.wording import in_words

from .town import BUILDING, FLAT_1, FLAT_2, TWELVE

NUMBER_DIFFERS = (ElementCompared("number", How.CONFLICTING),)
REJECTED = (ElementCompared("decision", How.CONFLICTING, "rejected by X on 2026-11-26"),)
SET_ASIDE = (ElementCompared("decision", How.MISSING, "decided by X on 2026-11-26, for a property that is gone"),)
POSSIBLE = (PossibleMatch(FLAT_1, 0.61), PossibleMatch(FLAT_2, 0.0))


@pytest.mark.parametrize(
    ("match", "needs"),
    [
        (Match(MatchOutcome.MATCHED, uprn=TWELVE, score=0.95), False),
        (Match(MatchOutcome.MATCHED, uprn=TWELVE, score=0.9499), True),
        (Match(MatchOutcome.MATCHED, uprn=TWELVE, score=1.0, explanation=SET_ASIDE), True),
        (Match(MatchOutcome.AMBIGUOUS, possible=POSSIBLE), True),
        (Match(MatchOutcome.PARENT_ONLY, parent=BUILDING), True),
        (Match(MatchOutcome.NOT_FOUND), False),
        (Match(MatchOutcome.NOT_FOUND, explanation=NUMBER_DIFFERS), True),
        (Match(MatchOutcome.NOT_FOUND, possible=POSSIBLE), True),
        (Match(MatchOutcome.NOT_FOUND, explanation=REJECTED), False),
        (Match(MatchOutcome.NOT_FOUND, possible=POSSIBLE, explanation=REJECTED), True),
    ],
)
def test_a_person_looks_at_what_is_not_certain_and_has_something_near(match: Match, needs: bool) -> None:  # noqa: FBT001 - a case
    assert needs_person(match, below=0.95) is needs


def test_the_custodian_is_asked_about_what_the_gazetteer_may_lack() -> None:
    flat_is_missing = (ElementCompared("flat", How.MISSING),)
    assert asks_custodian(Match(MatchOutcome.NOT_FOUND))
    assert asks_custodian(Match(MatchOutcome.PARENT_ONLY, parent=BUILDING, explanation=flat_is_missing))
    assert not asks_custodian(Match(MatchOutcome.PARENT_ONLY, parent=BUILDING, possible=POSSIBLE))
    assert not asks_custodian(Match(MatchOutcome.AMBIGUOUS, possible=POSSIBLE))


def test_proposals_are_the_answer_and_then_what_is_possible() -> None:
    parent = Match(MatchOutcome.PARENT_ONLY, parent=BUILDING, score=0.99996, possible=POSSIBLE)
    assert proposals_of(parent) == [
        (str(BUILDING), 0.9999, ""),
        (str(FLAT_1), 0.61, "one of its parts"),
        (str(FLAT_2), None, "one of its parts"),
    ]
    nothing = Match(MatchOutcome.NOT_FOUND, explanation=NUMBER_DIFFERS)
    assert proposals_of(nothing) == [(None, None, "number different")]


def test_where_nothing_was_found_the_nearest_is_named_once_and_without_a_score() -> None:
    near = Match(MatchOutcome.NOT_FOUND, explanation=NUMBER_DIFFERS, nearest=TWELVE)
    assert proposals_of(near) == [(str(TWELVE), None, "number different")]
    possible = Match(MatchOutcome.NOT_FOUND, possible=POSSIBLE, explanation=NUMBER_DIFFERS, nearest=FLAT_1)
    assert [uprn for uprn, _, _ in proposals_of(possible)] == [str(FLAT_1), str(FLAT_2)]


@pytest.mark.parametrize(
    ("score", "shown"), [(0.0, 0.0), (0.00001, 0.0), (0.12345, 0.1235), (0.99999, 0.9999), (1.0, 1.0)]
)
def test_only_what_is_certain_is_shown_as_certain(score: float, shown: float) -> None:
    assert shown_score(score) == shown


def test_what_differs_is_told_first_and_each_element_once() -> None:
    told = in_words(
        (
            ElementCompared("street", How.EQUAL),
            ElementCompared("number", How.MISSING),
            ElementCompared("flat", How.EQUIVALENT, "its number stands elsewhere"),
            ElementCompared("number", How.CONFLICTING),
            ElementCompared("place", How.EQUAL),
        )
    )
    assert told == "number different; flat written another way (its number stands elsewhere); the same: street, place"
    assert in_words(REJECTED) == "rejected by X on 2026-11-26"
    assert in_words(()) == ""


def test_a_line_has_the_wording_of_a_property_only_where_it_was_asked_for() -> None:
    to_review = [ToReview(7, 2, "12\nMill Lane", None, "ambiguous", [(str(TWELVE), 0.5, ""), (None, None, "")])]
    plain = list(review_rows(to_review, epoch="120", wording=None, attribution="A"))
    assert (plain[0]["row"], plain[0]["rows"], plain[0]["address"]) == (7, 2, "12, Mill Lane")
    assert "gazetteer_address" not in plain[0]
    first, second = review_rows(to_review, epoch="120", wording=lambda _: "12 Mill Lane", attribution="A")
    assert (first["gazetteer_address"], first["gazetteer_attribution"]) == ("12 Mill Lane", "A")
    assert (second["gazetteer_address"], second["gazetteer_attribution"]) == (None, None)


def test_queries_are_counted_together_and_those_of_most_rows_come_first() -> None:
    lines = QueryLines()
    for row, key in ((2, "a"), (3, "b"), (4, "b"), (5, "c")):
        lines.add(key, AddressQueryLine(row, f"{key}\nLane", None, "not-found", None, None, "why"))
    assert [line[:3] for line in lines.rows()] == [(2, 3, "b, Lane"), (1, 2, "a, Lane"), (1, 5, "c, Lane")]
    assert len(lines) == 3
