from localgov_components.money import Money
from localgov_components.rules import Fact, Facts, Judgement, Known, Members, exists, fact, facts_of
from localgov_components.rules.boundaries.place import held, judged, lists_in, places_of, with_value
from localgov_components.rules.building import nodes_of
from localgov_components.rules.tree import FactRef


class Income(Facts, id="income"):
    amount: Fact[Money] = fact()


class Member(Facts, id="member"):
    partner: Fact[bool] = fact()
    incomes: Fact[list[Income]] = fact()


class Household(Facts, id="household"):
    capital: Fact[Money] = fact()
    frail: Fact[bool] = fact(judgement=True)
    members: Fact[list[Member]] = fact()


def member(*amounts: str) -> Known:
    return Known({"member.incomes": Members(Known({"income.amount": Money(each)}) for each in amounts)})


RULE = exists(Household.members, lambda each: exists(each.incomes, lambda income: income.amount > Household.capital))
CASE = Known({"household.members": Members([member("1.00", "2.00", "3.00"), member(), member("4.00")], complete=False)})
DEEP = ("household.members", 0, "member.incomes", 1, "income.amount")


def ref(id_: str) -> FactRef[Money]:
    return next(node for node in nodes_of(RULE) if isinstance(node, FactRef) and node.id == id_)


def test_a_value_is_changed_where_it_stands_and_nowhere_else() -> None:
    changed = with_value(CASE, DEEP, Money("9.00"))
    assert held(changed, DEEP) == Money("9.00")
    assert held(CASE, DEEP) == Money("2.00")
    assert with_value(changed, DEEP, Money("2.00")) == CASE
    assert not changed.stored["household.members"].complete


def test_nothing_is_held_where_nothing_is_known() -> None:
    assert held(CASE, ("household.capital",)) is None
    assert held(CASE, ("household.members", 1, "member.partner")) is None


def test_a_judgement_is_held_as_its_value_and_made_where_the_fact_wants_one() -> None:
    capital, frail, _ = facts_of(Household)
    value = judged(frail, value=True)
    assert isinstance(value, Judgement)
    assert held(Known({"household.frail": value}), ("household.frail",)) is True
    assert judged(capital, Money("1.00")) == Money("1.00")
    assert judged(frail, None) is None


def test_the_places_of_a_fact_of_members_are_those_of_the_first_two() -> None:
    assert list(places_of(ref("income.amount"), CASE, lists_in(RULE))) == [
        ("household.members", 0, "member.incomes", 0, "income.amount"),
        DEEP,
    ]
    assert list(places_of(ref("household.capital"), CASE, lists_in(RULE))) == [("household.capital",)]
    assert list(places_of(ref("income.amount"), Known(), lists_in(RULE))) == []
