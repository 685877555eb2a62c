from datetime import date

from hypothesis import given
from tests.rules.vocabulary import Household, complete, looked_up

from localgov_components.eligibility.record.fact_path import fact_at
from localgov_components.rules import Judgement, Known, Members, facts_of

DECLARED = {each.id: each for each in facts_of(Household)}


@given(complete)
def test_what_stands_at_a_path_is_what_was_put_there(known: Known) -> None:
    for path in _paths(known):
        found = fact_at(path, known, DECLARED)
        assert found.stored is looked_up(known, path)
        assert found.declaration.name == path.rpartition(".")[2]


def _paths(known: Known) -> list[str]:
    paths = list(known)
    members: Members = known.stored["household.members"]
    for number, member in enumerate(members.items, start=1):
        paths += [f"household.members[{number}].{id_.partition('.')[2]}" for id_ in member]
        incomes: Members = member.stored["member.incomes"]
        for inner, income in enumerate(incomes.items, start=1):
            names = [id_.partition(".")[2] for id_ in income]
            paths += [f"household.members[{number}].incomes[{inner}].{name}" for name in names]
    return paths


def test_whose_fact_it_is_is_told_from_the_outermost_list_inwards() -> None:
    incomes = Members([Known(), Known({"income.earned": True})])
    known = Known({"household.members": Members([Known({"member.incomes": incomes})])})
    found = fact_at("household.members[1].incomes[2].earned", known, DECLARED)
    assert found.members == (("members of the household", 1), ("incomes of the member", 2))
    assert found.stored is True


def test_a_fact_that_was_not_asked_has_nothing_stored() -> None:
    assert fact_at("household.bins", Known(), DECLARED).stored is None
    known = Known({"household.members": Members([Known()])})
    assert fact_at("household.members[1].age", known, DECLARED).stored is None


def test_a_list_that_an_officer_found_is_looked_into() -> None:
    members = Members([Known({"member.age": 17})])
    known = Known({"household.members": Judgement(members, "officer", "seen", date(2026, 12, 31))})
    assert fact_at("household.members[1].age", known, DECLARED).stored == 17
