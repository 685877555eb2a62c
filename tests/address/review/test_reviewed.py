import pickle
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE

from localgov_components.address import Gazetteer
from localgov_components.address.matching.match import ElementCompared, How, Match, MatchOutcome, PossibleMatch
from localgov_components.address.review import AddressDecision, ReviewedGazetteer, Verdict, address_key
from localgov_components.address.review.reviewed import better_match
from localgov_components.address.review.sheet import needs_person, proposals_of
from localgov_components.core import InvalidValueError
from localgov_components.identifiers import Uprn

from .town import BUILDING, FLAT_1, FLAT_2, TWELVE, built, decision

FORGE = "The Old Weighbridge, Mill Lane, Ambleford"
GONE = Uprn.parse("999900999999")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("town"))


@pytest.fixture
def gazetteer(path: Path) -> Iterator[Gazetteer]:
    with Gazetteer.open(path) as gazetteer:
        yield gazetteer


def why(match: Match) -> str:
    return "; ".join(map(str, match.explanation))


def test_without_decisions_it_matches_as_the_gazetteer_does(gazetteer: Gazetteer) -> None:
    reviewed = ReviewedGazetteer.of(gazetteer, [])
    for text in ("12 Mill Lane, DT97 1AF", "10 Mill Lane", "99 Mill Lane DT97 1AF", "", *HOSTILE[:16]):
        assert reviewed.match(text) == gazetteer.match(text)


def test_an_accepted_address_is_matched_however_it_is_written(gazetteer: Gazetteer) -> None:
    reviewed = ReviewedGazetteer.of(gazetteer, [decision(FORGE, TWELVE, postcode="DT97 1AF")])
    match = reviewed.match("THE OLD WEIGHBRIDGE; mill ln. AMBLEFORD dt971af")
    assert (match.outcome, match.uprn, match.score) == (MatchOutcome.MATCHED, TWELVE, 1.0)
    assert why(match) == "decision: equal (decided by Address officer on 2026-11-26)"
    assert reviewed.match(FORGE, postcode="DT97 1AE").uprn is None


def test_a_decision_wins_over_what_the_gazetteer_would_say(gazetteer: Gazetteer) -> None:
    text = "12 Mill Lane, Ambleford, DT97 1AF"
    assert gazetteer.match(text).uprn == TWELVE
    assert ReviewedGazetteer.of(gazetteer, [decision(text, FLAT_1)]).match(text).uprn == FLAT_1


def test_a_rejected_property_is_never_proposed_and_nothing_takes_its_place(gazetteer: Gazetteer) -> None:
    text = "12 Mill Lane, Ambleford, DT97 1AF"
    match = ReviewedGazetteer.of(gazetteer, [decision(text, TWELVE, Verdict.REJECTED)]).match(text)
    assert (match.outcome, match.uprn, match.possible) == (MatchOutcome.NOT_FOUND, None, ())
    assert why(match) == "decision: conflicting (rejected by Address officer on 2026-11-26)"


def test_the_nearest_of_what_was_not_found_can_be_rejected_and_is_not_named_again(gazetteer: Gazetteer) -> None:
    near = gazetteer.match("99 Mill Lane", postcode="DT97 1AF")
    assert near.outcome is MatchOutcome.NOT_FOUND
    assert near.nearest is not None
    rejecting = decision("99 Mill Lane", near.nearest, Verdict.REJECTED, postcode="DT97 1AF")
    match = ReviewedGazetteer.of(gazetteer, [rejecting]).match("99 mill ln", postcode="DT97 1AF")
    assert (match.outcome, match.nearest) == (MatchOutcome.NOT_FOUND, None)
    assert not needs_person(match, below=0.95)


def test_a_rejected_part_of_a_building_is_left_out(gazetteer: Gazetteer) -> None:
    text = "10 Mill Lane, Ambleford, DT97 1AF"
    before = gazetteer.match(text)
    assert FLAT_1 in [each.uprn for each in before.possible]
    match = ReviewedGazetteer.of(gazetteer, [decision(text, FLAT_1, Verdict.REJECTED)]).match(text)
    assert match == replace(before, possible=tuple(each for each in before.possible if each.uprn != FLAT_1))
    all_gone = [decision(text, each.uprn, Verdict.REJECTED) for each in before.possible]
    assert ReviewedGazetteer.of(gazetteer, all_gone).match(text).parent == BUILDING
    no_parent = ReviewedGazetteer.of(gazetteer, [decision(text, BUILDING, Verdict.REJECTED)]).match(text)
    assert (no_parent.outcome, no_parent.parent) == (MatchOutcome.NOT_FOUND, None)


def test_the_later_decision_wins(gazetteer: Gazetteer) -> None:
    accepted, rejected = decision(FORGE, TWELVE), decision(FORGE, TWELVE, Verdict.REJECTED)
    assert ReviewedGazetteer.of(gazetteer, [rejected, accepted]).match(FORGE).uprn == TWELVE
    assert ReviewedGazetteer.of(gazetteer, [accepted, rejected]).match(FORGE).uprn is None
    assert ReviewedGazetteer.of(gazetteer, [accepted, decision(FORGE, FLAT_1)]).match(FORGE).uprn == FLAT_1


def test_the_decision_of_the_later_day_wins_wherever_it_stands(gazetteer: Gazetteer) -> None:
    late = decision(FORGE, TWELVE)
    early = replace(decision(FORGE, FLAT_2), on=late.on - timedelta(days=1))
    for decisions in ([early, late], [late, early]):
        assert ReviewedGazetteer.of(gazetteer, decisions).match(FORGE).uprn == TWELVE


def test_a_later_epoch_that_says_otherwise_does_not_win_and_is_looked_at_until_it_is_confirmed(
    gazetteer: Gazetteer,
) -> None:
    text = "12 Mill Lane, DT97 1AF"
    earlier = replace(decision(text, FLAT_2, Verdict.ALIAS), epoch="119")
    match = ReviewedGazetteer.of(gazetteer, [earlier]).match(text)
    assert (match.uprn, [each.uprn for each in match.possible]) == (FLAT_2, [TWELVE])
    assert needs_person(match, below=0.95)
    assert [uprn for uprn, _, _ in proposals_of(match)] == [str(FLAT_2), str(TWELVE)]
    assert "this epoch of the gazetteer matches it with another property" in proposals_of(match)[0][2]
    for confirmed in (replace(earlier, epoch="120"), replace(decision(text, FLAT_2), epoch="120")):
        match = ReviewedGazetteer.of(gazetteer, [earlier, confirmed]).match(text)
        assert (match.uprn, match.possible, needs_person(match, below=0.95)) == (FLAT_2, (), False)
    same = replace(decision(text, TWELVE), epoch="119")
    assert not ReviewedGazetteer.of(gazetteer, [same]).match(text).possible
    not_twelve = replace(decision(text, TWELVE, Verdict.REJECTED), epoch="119")
    assert not ReviewedGazetteer.of(gazetteer, [earlier, not_twelve]).match(text).possible


def test_an_alias_finds_other_ways_to_write_it_too(gazetteer: Gazetteer) -> None:
    given = [decision(FORGE, TWELVE, Verdict.ALIAS, postcode="DT97 1AF")]
    reviewed = ReviewedGazetteer.of(gazetteer, given)
    match = reviewed.match("Weighbridge Stores, The Old Weighbridge, Mill Lane DT97 1AF")
    written_otherwise = reviewed.match("The Old Weighbridge, DT97 1AF")
    assert written_otherwise.uprn == TWELVE
    assert "a wording that the council gave the property" in why(written_otherwise)
    assert match.uprn in (None, TWELVE)
    accepted_only = ReviewedGazetteer.of(gazetteer, [replace(given[0], verdict=Verdict.ACCEPTED)])
    assert accepted_only.match("The Old Weighbridge, DT97 1AF").uprn is None


def test_an_alias_is_not_taken_for_its_neighbour(gazetteer: Gazetteer) -> None:
    given = [decision("1 Weighbridge Cottages, Mill Lane, Ambleford", TWELVE, Verdict.ALIAS, postcode="DT97 1AF")]
    reviewed = ReviewedGazetteer.of(gazetteer, given)
    assert reviewed.match("1 Weighbridge Cottages, Ambleford DT97 1AF").uprn == TWELVE
    for other in (
        "2 Weighbridge Cottages",
        "1A Weighbridge Cottages",
        "Weighbridge Cottages",
        "Flat 1, 3 Weighbridge Cottages",
    ):
        assert reviewed.match(f"{other}, Mill Lane, Ambleford DT97 1AF").uprn is None


def test_an_alias_with_a_fault_is_for_a_person(gazetteer: Gazetteer) -> None:
    reviewed = ReviewedGazetteer.of(gazetteer, [decision(FORGE, TWELVE, Verdict.ALIAS, postcode="DT97 1AF")])
    match = reviewed.match("The Old Weighbrigde, Mill Lane, Ambleford DT97 1AF")
    assert (match.outcome, [each.uprn for each in match.possible]) == (MatchOutcome.AMBIGUOUS, [TWELVE])


def test_an_alias_that_another_property_fits_as_well_is_ambiguous(gazetteer: Gazetteer) -> None:
    text = "14 Mill Lane, Ambleford, DT97 1AF"
    own = gazetteer.match(text).uprn
    alias = decision("14 Mill Lane, Ambleford, Dorset", TWELVE, Verdict.ALIAS, postcode="DT97 1AF")
    match = ReviewedGazetteer.of(gazetteer, [alias]).match(text)
    assert match.outcome is MatchOutcome.AMBIGUOUS
    assert {each.uprn for each in match.possible} == {own, TWELVE}


def possible(uprn: Uprn, score: float) -> PossibleMatch:
    return PossibleMatch(uprn, score, (ElementCompared("number", How.EQUAL),))


def test_two_matches_come_to_the_likelier_by_a_clear_lead() -> None:
    alias = Match(MatchOutcome.MATCHED, uprn=TWELVE, score=0.99)
    weaker = Match(MatchOutcome.MATCHED, uprn=FLAT_1, score=0.91)
    stronger = Match(MatchOutcome.MATCHED, uprn=FLAT_1, score=0.9999)
    several = Match(MatchOutcome.AMBIGUOUS, possible=(possible(TWELVE, 0.95), possible(FLAT_1, 0.985)))
    parent = Match(MatchOutcome.PARENT_ONLY, parent=BUILDING, score=0.99)
    none = Match(MatchOutcome.NOT_FOUND)
    better = better_match
    assert [better(own, alias) for own in (weaker, stronger, parent, none)] == [alias, stronger, alias, alias]
    assert better(replace(stronger, uprn=TWELVE), alias).score == 0.9999
    assert [each.uprn for each in better(several, alias).possible] == [TWELVE, FLAT_1]
    assert [better(own, none) for own in (weaker, several, parent)] == [weaker, several, parent]
    assert better(weaker, several) == weaker


def test_a_property_that_is_gone_is_told_and_its_address_matched_afresh(gazetteer: Gazetteer) -> None:
    text = "12 Mill Lane, Ambleford, DT97 1AF"
    reviewed = ReviewedGazetteer.of(gazetteer, [decision(text, GONE), decision(FORGE, GONE, Verdict.ALIAS)])
    assert [(each.why, each.successors) for each in reviewed.in_force.set_aside] == [("gone", ()), ("gone", ())]
    match = reviewed.match(text)
    assert match.uprn == TWELVE
    assert str(match.explanation[-1]) == (
        "decision: missing (decided by Address officer on 2026-11-26, for a property that is gone)"
    )
    assert reviewed.match(FORGE).uprn is None


@pytest.fixture
def changed(path: Path, tmp_path: Path) -> Iterator[Gazetteer]:
    """A gazetteer in which 12 Mill Lane is retired, one property has a successor and another has two."""
    copy = tmp_path / "changed.gazetteer"
    copy.write_bytes(path.read_bytes())
    with sqlite3.connect(copy, isolation_level=None) as connection:
        connection.execute("UPDATE address SET logical_status = 8 WHERE uprn = ?", (TWELVE.number,))
        pairs = [(GONE.number, FLAT_1.number), (TWELVE.number, FLAT_1.number), (TWELVE.number, FLAT_2.number)]
        connection.executemany("INSERT INTO successor VALUES (?, ?)", pairs)
    connection.close()
    with Gazetteer.open(copy) as gazetteer:
        yield gazetteer


def test_a_successor_is_followed_only_when_asked_for_and_only_where_there_is_one(changed: Gazetteer) -> None:
    given = [decision(FORGE, GONE), decision("The Wharf", TWELVE)]
    plain = ReviewedGazetteer.of(changed, given)
    assert [(each.why, len(each.successors)) for each in plain.in_force.set_aside] == [("retired", 1), ("retired", 2)]
    assert str(GONE) not in repr(plain.in_force)
    assert str(FLAT_1) not in repr(plain.in_force.set_aside)
    followed = ReviewedGazetteer.of(changed, given, follow_successors=True)
    assert followed.match(FORGE).uprn == FLAT_1
    assert (followed.in_force.followed, len(followed.in_force.set_aside)) == (1, 1)
    assert followed.match("The Wharf").uprn is None


def test_it_serves_threads_and_processes_alike(gazetteer: Gazetteer) -> None:
    given: list[AddressDecision] = [
        decision(FORGE, TWELVE, Verdict.ALIAS, postcode="DT97 1AF"),
        decision("x", GONE),
        decision("12 Mill Lane, DT97 1AF", TWELVE, Verdict.REJECTED),
    ]
    reviewed = ReviewedGazetteer.of(gazetteer, given)
    texts = ["The Old Weighbridge, DT97 1AF", "12 Mill Lane, DT97 1AF", "x", "11 Mill Lane DT97 1AF"] * 20
    expected = [reviewed.match(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(reviewed.match, texts)) == expected
    sent = pickle.loads(pickle.dumps(reviewed))  # noqa: S301 - pickled a moment ago
    assert [sent.match(text) for text in texts] == expected
    sent.gazetteer.close()


def test_a_text_that_is_too_long_is_refused(gazetteer: Gazetteer) -> None:
    reviewed = ReviewedGazetteer.of(gazetteer, [decision(FORGE, TWELVE)])
    with pytest.raises(InvalidValueError) as error:
        reviewed.match(FORGE + " " * 10_000)
    assert error.value.code == "address.too-long"


@pytest.mark.parametrize("text", [each for each in HOSTILE if len(each) <= 10_000])
def test_hostile_text_is_an_answer(gazetteer: Gazetteer, text: str) -> None:
    reviewed = ReviewedGazetteer.of(gazetteer, [decision(FORGE, TWELVE, Verdict.ALIAS)])
    assert reviewed.match(text, postcode=text).uprn is None


TEXTS = (
    "12 Mill Lane, DT97 1AF",
    "10 Mill Lane, DT97 1AF",
    "Mill Lane DT97 1AF",
    FORGE,
    "Flat 2, 10 Mill Lane DT97 1AF",
)
DECISIONS = st.builds(
    decision,
    st.sampled_from(TEXTS),
    st.sampled_from([TWELVE, FLAT_1, FLAT_2, BUILDING, GONE]),
    st.sampled_from(Verdict),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(decisions=st.lists(DECISIONS, max_size=8))
def test_what_was_decided_last_holds_and_what_was_rejected_is_never_proposed(
    gazetteer: Gazetteer, decisions: list[AddressDecision]
) -> None:
    reviewed = ReviewedGazetteer.of(gazetteer, decisions)
    for text in TEXTS:
        match = reviewed.match(text)
        about = [each for each in decisions if each.key == address_key(text)]
        last = {each.uprn: each.verdict for each in about}
        rejected = {uprn for uprn, verdict in last.items() if verdict is Verdict.REJECTED}
        assert rejected.isdisjoint({match.uprn, match.parent, *(each.uprn for each in match.possible)})
        given = [each.uprn for each in about if each.verdict is not Verdict.REJECTED]
        if given and given[-1] is not GONE and about[-1].verdict is not Verdict.REJECTED:
            assert match.uprn == given[-1]
        assert (match.uprn is not None) == (match.outcome is MatchOutcome.MATCHED)
        assert (match.parent is not None) == (match.outcome is MatchOutcome.PARENT_ONLY)
