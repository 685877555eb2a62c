"""What is still needed names nothing that can no longer matter."""

from tests.eligibility.cases import ON, POLICY_SET
from tests.rules.vocabulary import Household

from localgov_components.eligibility import Scheme, rule
from localgov_components.money import Money, Rounding
from localgov_components.rules import Known, divided, exists


def test_no_question_is_asked_about_a_kind_of_rule_of_which_one_holds() -> None:
    scheme = Scheme(
        "any",
        facts=[Household],
        refer=[rule("refer", Household.badge)],
        eligible=[
            rule("credit", Household.credit),
            rule("partner", exists(Household.members, lambda member: member.partner)),
        ],
    )
    decision = scheme.decide(Known({"household.credit": True}), on=ON, policy=POLICY_SET)
    assert decision.still_needed == ("household.badge",)
    assert decision.next_question == "household.badge"
    assert decision.missing.expected_cost == 1


def test_what_a_division_gives_for_nothing_is_not_asked_for_where_there_is_something() -> None:
    share = divided(
        Household.capital, Household.bins, rounding=Rounding.DOWN, if_zero=Household.capital - Money("1.00")
    )
    scheme = Scheme(
        "any",
        facts=[Household],
        eligible=[
            rule(
                "little",
                divided(Money("9.00") + 0 * Household.capital, 2, rounding=Rounding.UP, if_zero=share)
                * Household.adults
                < Money("5.00"),
            )
        ],
    )
    known = Known({"household.capital": Money("1.00")})
    assert scheme.decide(known, on=ON, policy=POLICY_SET).still_needed == ("household.adults",)
