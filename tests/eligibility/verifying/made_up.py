"""Schemes with one fault each, and a day on which they are proved."""

from datetime import date
from typing import Any

from localgov_components.eligibility import Rule, Scheme, rule
from localgov_components.eligibility.verifying import Proof, ProofKind, Verification
from localgov_components.money import Money
from localgov_components.rules import Condition, Expression, Fact, Facts, Per, fact

__all__ = ["DAY", "Household", "Member", "proof_of", "proved", "scheme_of"]

DAY = date(2026, 5, 1)


class Member(Facts, id="member"):
    """Somebody else in the household."""

    earnings: Fact[Money] = fact("gross earnings", per=Per.WEEK)
    born: Fact[date] = fact("date of birth")


class Household(Facts, id="household"):
    """The case."""

    badge: Fact[bool] = fact("somebody has a Blue Badge", denied="nobody has a Blue Badge")
    adults: Fact[int] = fact("adults", at_most=9)
    income: Fact[Money] = fact("net income", per=Per.WEEK)
    monthly: Fact[Money] = fact("monthly income", per=Per.MONTH)
    capital: Fact[Money] = fact("savings", protected="capital")
    council_tax: Fact[Money] = fact("council tax", per=Per.WEEK, at_most=100)
    members: Fact[list[Member]] = fact("others in the household")
    benefits: Fact[list[Member]] = fact("others who get a benefit")


def scheme_of(
    *, eligible: list[Condition] | None = None, award: Expression[Any] | None = None, **kinds: list[Condition]
) -> Scheme:
    """A scheme with rules named by their kind and number."""
    named: dict[str, list[Rule]] = {
        kind: [rule(f"{kind}-{number}", each) for number, each in enumerate(conditions, start=1)]
        for kind, conditions in (*kinds.items(), ("eligible", eligible or []))
    }
    rules: dict[str, Any] = {**named}
    return Scheme("support", facts=[Household], award=award, **rules)


def proved(scheme: Scheme, **more: Any) -> Verification:  # noqa: ANN401 - whatever `verify` takes
    """Everything that is proved of a scheme on the day."""
    return scheme.verify(on=DAY, **more)


def proof_of(scheme: Scheme, kind: ProofKind, name: str = "", **more: Any) -> Proof:  # noqa: ANN401 - as above
    """One proof."""
    (found,) = [each for each in proved(scheme, **more) if each.kind is kind and name in ("", each.subject.name)]
    return found
