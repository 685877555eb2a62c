from datetime import date
from typing import Any

import pytest

from localgov_components.eligibility import Scheme, rule
from localgov_components.eligibility.coverage import Coverage
from localgov_components.money import Money
from localgov_components.rules import Fact, Facts, Known, Members, UnknownReason, all_of, exists, fact, when

DAY = date(2026, 5, 1)


class Member(Facts, id="member"):
    age: Fact[int] = fact("age of the member")


class Case(Facts, id="case"):
    refused: Fact[bool] = fact("refused", denied="not refused")
    unclear: Fact[bool] = fact("unclear", denied="clear")
    applied: Fact[bool] = fact("applied", denied="not applied")
    badge: Fact[bool] = fact("a badge", denied="no badge")
    members: Fact[list[Member]] = fact("members")


SCHEME = Scheme(
    "any",
    facts=[Case],
    ineligible=[rule("refused", Case.refused)],
    refer=[rule("unclear", Case.unclear)],
    eligible=[rule("applied", all_of(Case.applied, exists(Case.members, lambda member: member.age > 17)))],
    award=when(Case.badge, Money("1")).otherwise(Money("2")),
)
BOTH = [Known({"member.age": 17}), Known({"member.age": 20})]


def shown(**facts: Any) -> set[str]:  # noqa: ANN401
    """What one case shows."""
    known = Known({f"case.{name}": value for name, value in facts.items()})
    coverage = Coverage.of(SCHEME, [("A", SCHEME.decide(known, on=DAY))])
    return {f"{each.place}: {each.words()}" for each, names in coverage.shown.items() if names == ("A",)}


def test_a_rule_that_holds_hides_those_of_later_kinds() -> None:
    everything = {"refused": True, "unclear": True, "applied": True, "badge": True, "members": Members(BOTH)}
    assert shown(**everything) == {"rule refused: holds"}
    assert "rule unclear: holds" in shown(**everything | {"refused": False})


def test_the_award_is_shown_by_eligible_cases_only() -> None:
    assert not any("award" in each for each in shown(refused=False, unclear=False, applied=False, badge=True))
    eligible = shown(refused=False, unclear=False, applied=True, badge=True, members=Members(BOTH))
    assert {"award: branch 1, where a badge", "award: a badge"} <= eligible
    assert "award: the last branch, after 1" not in eligible


def test_what_holds_for_one_member_is_shown() -> None:
    found = shown(refused=False, unclear=False, applied=True, members=Members(BOTH))
    sides = {each.rpartition(" ")[0].rpartition(")")[2].strip() for each in found if "age of the member" in each}
    assert sides == {"is", "is more than"}


@pytest.mark.parametrize("refused", [UnknownReason.DECLINED, None])
def test_what_is_unknown_shows_nothing_of_itself(refused: object) -> None:
    assert shown(refused=refused, unclear=True) == {"rule unclear: holds"}


def test_what_no_case_shows_is_missing_and_what_several_show_has_all_their_names() -> None:
    decisions = [(name, SCHEME.decide(Known({"case.refused": True}), on=DAY)) for name in ("A", "B")]
    coverage = Coverage.of(SCHEME, decisions)
    assert len(coverage.missing) == len(coverage.shown) - 1
    assert ("A", "B") in coverage.shown.values()


def test_nothing_is_shown_without_cases() -> None:
    coverage = Coverage.of(SCHEME, [])
    assert coverage.missing == tuple(coverage.shown)
    assert repr(coverage) == "Coverage(scheme=Scheme('any'))"
