"""A made-up household in words."""

from datetime import date

from tests.eligibility.verifying.made_up import Household

from localgov_components.eligibility.verifying.telling.household import household_lines
from localgov_components.money import Money
from localgov_components.rules import Fact, Facts, Judgement, Known, Members, fact


def lines(known: Known, *facts: type[Facts]) -> list[str]:
    return [*household_lines(known, facts or [Household])]


def test_facts_are_told_in_the_order_of_their_declaration() -> None:
    known = Known({"household.capital": Money("5.00"), "household.badge": False, "household.adults": 2})
    assert lines(known) == ["nobody has a Blue Badge", "adults: 2", "savings: £5.00"]


def test_amounts_have_their_period() -> None:
    assert lines(Known({"household.monthly": Money("5.00")})) == ["monthly income: £5.00 a month"]


def test_members_are_numbered_below_their_list() -> None:
    members = Members([Known({"member.born": date(1990, 1, 1), "member.earnings": Money("1.00")}), Known()])
    assert lines(Known({"household.members": members, "household.benefits": Members([])})) == [
        "others in the household: 2",
        "  1. gross earnings: £1.00 a week; date of birth: 1 January 1990",
        "  2. nothing is asked of them",
        "others who get a benefit: none",
    ]


def test_lists_within_members_and_judgements_are_told() -> None:
    class Job(Facts, id="job"):
        pay: Fact[Money] = fact("pay")

    class Person(Facts, id="person"):
        jobs: Fact[list[Job]] = fact("jobs")

    class Home(Facts, id="home"):
        frail: Fact[bool] = fact("somebody is frail", judgement=True)
        people: Fact[list[Person]] = fact("people")

    jobs = Members([Known({"job.pay": Money("1.00")})])
    known = Known(
        {
            "home.frail": Judgement(value=True, role="officer", reason="made up"),
            "home.people": Members([Known({"person.jobs": jobs})]),
        }
    )
    assert lines(known, Home) == ["somebody is frail: yes", "people: 1", "  1. jobs: 1", "      1. pay: £1.00"]
