"""Tables found in rules."""

from tests.eligibility.verifying.made_up import Household

from localgov_components.eligibility.verifying.asking.found_table import tables_in
from localgov_components.money import Money
from localgov_components.rules import HitPolicy, define, exists
from localgov_components.rules.tables import DecisionTable, Output, row

ROWS = [row("<= 5", then="1.00"), row("> 5", then="2.00"), row("> 6", then="2.00")]


def table(hit: HitPolicy = HitPolicy.UNIQUE, name: str = "tariff", **more: object) -> DecisionTable:
    return DecisionTable(
        name,
        inputs=[Household.capital],
        outputs=[Output("weekly", Money)],
        rows=ROWS,
        hit=hit,
        **more,  # type: ignore[arg-type]
    )


def test_a_definition_that_is_only_named_like_a_row_is_none() -> None:
    alike = define("tariff_row_1", Household.badge, label="row one of the tariff")
    assert tables_in(alike) == ()


def test_what_stands_before_a_row_depends_on_the_hit_policy() -> None:
    def before(hit: HitPolicy) -> list[int]:
        (found,) = tables_in(table(hit).expression)
        return [len(found.before.get(number, ())) for number in found.rows]

    assert before(HitPolicy.FIRST) == [0, 1, 2]
    assert before(HitPolicy.ANY) == [1, 2, 2]
    assert before(HitPolicy.UNIQUE) == [1, 2, 3]
    assert before(HitPolicy.SUM) == [0, 0, 0]
    assert before(HitPolicy.MAX) == [0, 0, 0]


def test_a_table_with_another_value_has_no_gap_and_one_with_lists_is_found_by_what_reads_it() -> None:
    (found,) = tables_in(table(otherwise="0.00").expression)
    assert not found.has_gap
    (listed,) = tables_in(table(HitPolicy.COLLECT).includes(Money("2.00")))
    assert ([*listed.rows], listed.clash, listed.results) == ([2, 3], None, ())


def test_two_tables_whose_names_begin_alike_are_kept_apart() -> None:
    one, other = table(), table(name="tariff_high")
    found = tables_in(one.expression + other.expression)
    assert [(each.name, each.results) for each in found] == [("tariff", ("tariff",)), ("tariff_high", ("tariff_high",))]


def test_a_definition_that_reads_a_table_is_no_result_of_it() -> None:
    total = define("tariff_total", table().expression + table(name="other").expression)
    assert [each.results for each in tables_in(total)] == [("tariff",), ("other",)]


def test_a_table_about_members_is_asked_within_their_list() -> None:
    def high(member: type) -> object:
        made = DecisionTable(
            "earner",
            inputs=[member.earnings],  # type: ignore[attr-defined]
            outputs=[Output("high", bool)],
            rows=[row("< 100", then="no"), row(">= 100", then="yes")],
        )
        return made.expression

    (found,) = tables_in(exists(Household.members, high))  # type: ignore[arg-type]
    assert len(found.loops) == 1
    assert [type(each).__name__ for each in found.together(found.rows[1], found.rows[2])] == ["Quantified"]
    assert type(found.asked(found.rows[1])).__name__ == "Quantified"


def test_what_is_asked_together_of_no_member_is_asked_part_by_part() -> None:
    (found,) = tables_in(table().expression)
    assert found.together(found.rows[1], found.rows[2]) == (found.rows[1], found.rows[2])
