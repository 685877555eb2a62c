from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.eligibility.support import MAY, POLICY, SCHEME, UNDECIDED, more_capital

from localgov_components.core.errors import DefinitionError, InvalidValueError
from localgov_components.eligibility import (
    Backdating,
    DecisionRecord,
    Effect,
    Outcome,
    Scheme,
    history,
    override,
    rule,
    supersede,
)
from localgov_components.rules import Fact, Facts, Known, fact

MONDAY = date(2026, 6, 1)
DECISION = SCHEME.decide(more_capital("17000"), on=MAY, policy=POLICY)
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
WHY = Backdating("told late", "paragraph 12")


def day(number: int) -> date:
    """A day after the Monday."""
    return MONDAY + timedelta(days=number)


def effect(begin: int, end: int | None = None) -> Effect:
    """Effect from one day to another."""
    until = None if end is None else day(end)
    return Effect(day(begin), notified=day(begin), effective_until=until)


def chain(*effects: Effect) -> list[DecisionRecord]:
    """Decisions that supersede one another, one made each hour."""
    records = [DECISION.record(decided=NOW, effect=effects[0])]
    for number, each in enumerate(effects[1:], start=1):
        decided = NOW + timedelta(hours=number)
        records.append(supersede(records[-1], DECISION, effect=each, reason=f"Change {number}", decided=decided))
    return records


@st.composite
def effects(draw: st.DrawFn) -> Effect:
    begin = draw(st.integers(0, 12))
    return effect(begin, draw(st.none() | st.integers(begin + 1, 16)))


@given(st.lists(effects(), min_size=1, max_size=6), st.randoms())
def test_on_each_day_the_last_decision_to_have_begun_is_in_force_while_it_has_effect(
    given_effects: list[Effect], random: object
) -> None:
    records = chain(*given_effects)
    shuffled = [*records]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = history(shuffled)
    assert list(found.records) == records
    for number in range(-1, 18):
        begun = [each for each in records if each.effect.effective_from <= day(number)]
        last = begun[-1] if begun else None
        ended = last and last.effect.effective_until and last.effect.effective_until <= day(number)
        assert found.on(day(number)) is (None if ended else last)


@given(st.lists(effects(), min_size=1, max_size=6))
def test_spells_and_gaps_follow_one_another_without_overlap(given_effects: list[Effect]) -> None:
    found = history(chain(*given_effects))
    days = sorted([(each.begin, each.end) for each in found.spells] + list(found.gaps))
    assert days[0][0] == min(each.begin for each in found.spells)
    assert [end for _, end in days[:-1]] == [begin for begin, _ in days[1:]]
    assert days[-1][1] is None
    assert all(begin < (end or date.max) for begin, end in days)


def test_a_decision_that_ends_leaves_a_gap_and_the_one_before_does_not_come_back() -> None:
    found = history(chain(effect(0), effect(5, 10)))
    assert [(each.begin, each.end) for each in found.spells] == [(day(0), day(5)), (day(5), day(10))]
    assert found.gaps == ((day(10), None),)
    assert found.on(day(12)) is None


def test_a_decision_that_goes_back_before_all_others_takes_their_place() -> None:
    backdated = Effect(day(0), notified=day(9), backdating=WHY)
    records = chain(effect(2), effect(5), backdated)
    assert [each.record for each in history(records).spells] == [records[2]]


def test_what_was_in_force_is_told_as_it_stood_at_an_instant() -> None:
    records = chain(effect(0), effect(5), effect(3))
    assert history(records, known_at=NOW).records == tuple(records[:1])
    assert history(records, known_at=NOW + timedelta(hours=1)).on(day(6)) is records[1]
    assert history(records, known_at=NOW + timedelta(hours=2)).on(day(6)) is records[2]
    assert history(records, known_at=NOW - timedelta(hours=1)).on(day(6)) is None


def test_decisions_that_do_not_say_when_they_were_made_have_no_history_at_an_instant() -> None:
    with pytest.raises(InvalidValueError) as refused:
        history([DECISION.record()], known_at=NOW)
    assert refused.value.code == "history.decided"


def test_a_decision_that_settled_nothing_is_never_in_force() -> None:
    first = SCHEME.decide(UNDECIDED, on=MAY, policy=POLICY).record()
    later = supersede(first, DECISION, effect=effect(5), reason="Evidence came")
    found = history([first, later])
    assert (len(found.records), [each.record for each in found.spells]) == (2, [later])
    assert found.on(MAY) is None
    settled = override(first, outcome=Outcome.ELIGIBLE, role="r", reason="r", cites="c", on=MAY)
    assert history([settled]).on(MAY) == settled


def test_no_records_have_no_history() -> None:
    found = history([])
    assert (found.records, found.spells, found.gaps, found.on(MAY)) == ((), (), (), None)


def test_a_record_given_twice_is_one() -> None:
    records = chain(effect(0), effect(5))
    assert history([*records, *records]).records == tuple(records)


def faults(*records: DecisionRecord) -> str:
    """What is wrong with some records."""
    with pytest.raises(DefinitionError) as refused:
        history(records)
    return str(refused.value)


def test_a_record_that_is_missing_or_was_changed_breaks_the_chain() -> None:
    first, second, third = chain(effect(0), effect(5), effect(7))
    assert "supersedes a record that is not among these, or was changed since" in faults(first, third)
    tampered = first.model_copy(update={"award": None, "decided": None})
    assert first.content_hash in faults(tampered, second)
    assert first.content_hash in faults(second)


def test_two_decisions_cannot_take_the_place_of_one() -> None:
    first, second = chain(effect(0), effect(5))
    other = supersede(first, DECISION, effect=effect(6), reason="Another change")
    assert "superseded by 2 decisions" in faults(first, second, other)


def test_decisions_on_several_cases_or_by_several_schemes_are_refused_together() -> None:
    class Elsewhere(Facts, id="elsewhere"):
        one: Fact[bool] = fact("one")

    other = Scheme("other", facts=[Elsewhere], eligible=[rule("one", Elsewhere.one)])
    said = faults(DECISION.record(), other.decide(Known({"elsewhere.one": True}), on=MAY).record())
    assert "2 that supersede none" in said
    assert "by several schemes" in said
