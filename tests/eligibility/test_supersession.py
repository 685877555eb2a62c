from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.eligibility.support import DECIDED, KNOWN, MAY, POLICY, SCHEME, UNDECIDED, more_capital

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.json_text import read_json
from localgov_components.eligibility import Effect, Outcome, Scheme, override, read_record, rule, supersede
from localgov_components.money import Money
from localgov_components.rules import Fact, Facts, Known, Members, UnknownReason, fact

JULY = date(2026, 7, 1)
EFFECT = Effect(JULY, notified=JULY)
FIRST = SCHEME.decide(KNOWN, on=MAY, policy=POLICY).record(decided=DECIDED)
RICHER = SCHEME.decide(more_capital("17000"), on=JULY, policy=POLICY)


def test_a_later_decision_names_the_earlier_one_with_why_and_what_differs() -> None:
    later = supersede(FIRST, RICHER, effect=EFFECT, reason="An inheritance")
    assert later.supersedes is not None
    assert later.supersedes.record == FIRST.content_hash
    assert later.supersedes.reason == "An inheritance"
    assert later.supersedes.facts == ("household.capital",)
    assert (later.effect, later.outcome) == (EFFECT, Outcome.NOT_ELIGIBLE)


def test_it_is_the_same_after_it_was_text_and_shows_no_reason() -> None:
    later = supersede(FIRST, RICHER, effect=EFFECT, reason="An inheritance", decided=DECIDED)
    assert read_record(read_json(later.model_dump_json(), source="r"), source="r") == later
    assert "inheritance" not in repr(later)


def test_a_record_may_be_given_in_place_of_a_decision() -> None:
    now = datetime(2026, 7, 1, 9, tzinfo=UTC)
    by_record = supersede(FIRST, RICHER.record(decided=now), effect=EFFECT, reason="Why")
    assert by_record == supersede(FIRST, RICHER, effect=EFFECT, reason="Why", decided=now)


def changed(before: Known, after: Known) -> tuple[str, ...]:
    """The facts that differ between two cases, as a later decision tells them."""
    first, second = (
        override(
            SCHEME.decide(known, on=MAY, policy=POLICY),
            outcome=Outcome.NOT_ELIGIBLE,
            role="r",
            reason="r",
            cites="c",
            on=MAY,
            set_aside="b",
        )
        for known in (before, after)
    )
    superseded = supersede(first, second, effect=EFFECT, reason="Why").supersedes
    assert superseded
    return superseded.facts


PERSON = {"member.partner": True, "member.earnings": Money("0.00")}
OTHER = {"member.partner": False, "member.earnings": Money("123.45")}


def members(*each: dict[str, Any], complete: bool = True) -> Known:
    """The case with other members."""
    return KNOWN | {"household.members": Members(map(Known, each), complete=complete)}


@pytest.mark.parametrize(
    ("after", "paths"),
    [
        (KNOWN, ()),
        (more_capital("2300.78"), ("household.capital",)),
        (KNOWN | {"household.income": None}, ("household.income",)),
        (KNOWN | {"household.income": UnknownReason.DECLINED}, ("household.income",)),
        (KNOWN | {"household.email": "other@example.com"}, ()),
        (members(PERSON, OTHER), ()),
        (members(PERSON, OTHER | {"member.earnings": Money("1.00")}), ("household.members[2].earnings",)),
        (members(PERSON | {"member.partner": False}, {}), (
            "household.members[1].partner", "household.members[2].partner", "household.members[2].earnings",
        )),
        (members(PERSON), ("household.members",)),
        (members(PERSON, OTHER, complete=False), ("household.members",)),
        (KNOWN | {"household.members": None}, ("household.members",)),
    ],
)  # fmt: skip
def test_facts_that_differ_are_told_by_id_or_by_the_path_of_a_member(after: Known, paths: tuple[str, ...]) -> None:
    assert changed(KNOWN, after) == paths


class Elsewhere(Facts, id="elsewhere"):
    one: Fact[bool] = fact("one")


OTHER_SCHEME = Scheme("other", facts=[Elsewhere], eligible=[rule("one", Elsewhere.one)])
REFERRED = Known({"household.capital": Money("1.00")}) | {"household.vulnerable": KNOWN.stored["household.vulnerable"]}


def test_a_decision_by_another_scheme_supersedes_nothing() -> None:
    other = OTHER_SCHEME.decide(Known({"elsewhere.one": True}), on=JULY)
    refused_with("supersession.scheme", other)


def test_a_decision_that_settles_nothing_supersedes_nothing_until_an_officer_settles_it() -> None:
    unsettled = SCHEME.decide(UNDECIDED, on=JULY, policy=POLICY)
    refused_with("supersession.unsettled", unsettled)
    settled = override(unsettled, outcome=Outcome.NOT_ELIGIBLE, role="r", reason="r", cites="c", on=JULY)
    assert supersede(FIRST, settled, effect=EFFECT, reason="Why").supersedes is not None
    referred = override(unsettled, outcome=Outcome.REFER, role="r", reason="r", cites="c", on=JULY)
    refused_with("supersession.unsettled", referred)


def test_a_decision_supersedes_one_other_only() -> None:
    later = supersede(FIRST, RICHER, effect=EFFECT, reason="Why")
    refused_with("supersession.twice", later)


def test_a_reason_is_needed() -> None:
    refused_with("supersession.reason", RICHER, reason=" ")


def test_a_decision_does_not_supersede_one_that_was_made_after_it() -> None:
    refused_with("supersession.order", RICHER, decided=DECIDED - timedelta(seconds=1))
    assert supersede(FIRST, RICHER, effect=EFFECT, reason="Why", decided=DECIDED).decided == DECIDED


def refused_with(code: str, later: Any, **options: Any) -> None:  # noqa: ANN401 - options of supersede
    """Superseding the first decision is refused with a code."""
    with pytest.raises(InvalidValueError) as refused:
        supersede(FIRST, later, **{"effect": EFFECT, "reason": "Why", **options})
    assert refused.value.code == code
