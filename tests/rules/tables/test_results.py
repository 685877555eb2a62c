from typing import Any

import pytest
from hypothesis import given
from tests.rules.tables.tables import POLICY, Garden, Sketch, partial, sketches
from tests.rules.tables.tariffs import Household, tariff

from localgov_components.core.errors import NotSupportedError
from localgov_components.money import Money
from localgov_components.rules import (
    Known,
    Unknown,
    content_hash,
    evaluate,
    explain,
)
from localgov_components.rules.document import from_document, to_document
from localgov_components.rules.tables import DecisionTable, HitPolicy, Output, row


def test_a_row_is_a_definition_that_reasons_can_name() -> None:
    table = tariff(cites="SI 2012/2885, schedule 1")
    known = Known({"household.capital": Money("7000"), "household.pensioner": True})
    explanation = explain(table.expression, known)
    assert explanation.value == Money("1.00")
    assert "tariff_row_3" in [each.name for each in explanation.definitions()]
    third = table.rows[2].condition
    assert (third.name, third.label, third.denied, third.cites) == (
        "tariff_row_3",
        "row 3 of the tariff applies",
        "row 3 of the tariff does not apply",
        "SI 2012/2885, schedule 1",
    )


def test_a_row_may_cite_a_source_of_its_own() -> None:
    rows = [row("< 1", then="5", cites="minute 12", note="agreed in May"), row(">= 1", then="6")]
    table = DecisionTable("t", inputs=[Household.capital], outputs=[Output("o", Money)], rows=rows, cites="minute 1")
    assert [(each.condition.cites, each.note) for each in table.rows] == [
        ("minute 12", "agreed in May"),
        ("minute 1", ""),
    ]


def test_several_outputs_are_definitions_of_their_own_that_share_the_rows() -> None:
    outputs = [Output("rate", Money), Output("why", str)]
    rows = [row("< 6000", then=("0", "Nothing is counted, yet")), row(">= 6000", then=("5", "{reason}"))]
    table = DecisionTable("tariff", inputs=[Household.capital], outputs=outputs, rows=rows)
    known = Known({"household.capital": Money("1")})
    assert {name: each.name for name, each in table.outputs.items()} == {"rate": "tariff_rate", "why": "tariff_why"}
    assert evaluate(table.outputs["why"], known) == "Nothing is counted, yet"
    with pytest.raises(NotSupportedError) as refused:
        table.expression  # noqa: B018 - asking is what is refused
    assert refused.value.code == "table.outputs"


def test_any_compares_all_outputs_of_rows() -> None:
    outputs = [Output("rate", Money), Output("why", str)]
    rows = [row("< 9", then=("5", "a")), row("< 5", then=("5", "b"))]
    table = DecisionTable("t", inputs=[Household.capital], outputs=outputs, rows=rows, hit=HitPolicy.ANY)
    assert evaluate(table.outputs["rate"], Known({"household.capital": Money("7")})) == Money("5")
    assert isinstance(evaluate(table.outputs["rate"], Known({"household.capital": Money("1")})), Unknown)


def test_priority_ranks_by_the_outputs_whose_values_are_declared_and_then_by_row() -> None:
    outputs = [Output("answer", str, values=["approved", "declined"]), Output("rate", str)]
    rows = [
        row(">= 18", "A, B", then=("approved", "basic")),
        row("< 18", "-", then=("declined", "standard")),
        row("-", "C", then=("approved", "standard")),
    ]
    inputs: list[Any] = [Garden.bins, Garden.band]
    table = DecisionTable("t", inputs=inputs, outputs=outputs, rows=rows, hit=HitPolicy.PRIORITY)
    known = Known({"garden.bins": 17, "garden.band": "C"})
    assert [evaluate(each, known) for each in table.outputs.values()] == ["approved", "standard"]
    listed = DecisionTable("t", inputs=inputs, outputs=outputs, rows=rows, hit=HitPolicy.OUTPUT_ORDER)
    assert [each.number for each in listed.matches(known)] == [3, 2]


@given(sketches([each for each in HitPolicy if not each.is_list]), partial)
def test_the_expression_of_a_table_survives_its_document(sketch: Sketch, known: Known) -> None:
    table = sketch.table()
    again = from_document(to_document({"price": table.expression}), source="rules.json")["price"]
    assert content_hash(again) == content_hash(table.expression)
    assert evaluate(again, known, policy=POLICY) == evaluate(table.expression, known, policy=POLICY)


@given(sketches([each for each in HitPolicy if not each.is_list]))
def test_equal_tables_have_one_hash(sketch: Sketch) -> None:
    assert content_hash(sketch.table().expression) == content_hash(sketch.table().expression)
