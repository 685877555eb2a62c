from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.core.errors import InvalidValueError
from localgov_components.money import (
    Money,
    Rounding,
    Vat,
    VatMethod,
    VatTreatment,
    vat_document,
    vat_from_gross,
    vat_from_net,
)

AMOUNTS = st.integers(-(10**9), 10**9).map(Money.from_pence)
GROSS_LINES = st.lists(st.builds(vat_from_gross, AMOUNTS, st.sampled_from(VatTreatment)), max_size=12)
NET_LINES = st.lists(st.builds(vat_from_net, AMOUNTS, st.sampled_from(VatTreatment)), max_size=12)
METHODS = st.sampled_from(VatMethod)


def standard(gross: str, on: date | None = None) -> Vat:
    return vat_from_gross(Money(gross), VatTreatment.STANDARD, on=on)


def test_per_line_adds_rounded_tax_and_per_document_rounds_the_total() -> None:
    lines = [standard("1.35"), standard("1.35"), vat_from_gross(Money("2.00"), VatTreatment.ZERO)]
    by_line, by_document = (vat_document(lines, method=method) for method in VatMethod)
    assert (by_line.net, by_line.tax, by_line.gross) == (Money("4.24"), Money("0.46"), Money("4.70"))
    assert (by_document.net, by_document.tax, by_document.gross) == (Money("4.25"), Money("0.45"), Money("4.70"))
    assert by_line.difference == by_document.difference == Money("0.01")


def test_totals_are_by_treatment_in_the_order_of_the_treatments() -> None:
    lines = [vat_from_gross(Money("1.00"), treatment) for treatment in reversed(VatTreatment)] * 2
    document = vat_document(lines, method=VatMethod.PER_DOCUMENT)
    assert [total.treatment for total in document.totals] == list(VatTreatment)
    assert {total.gross for total in document.totals} == {Money("2.00")}
    assert {total.method for total in document.totals} == {VatMethod.PER_DOCUMENT}
    assert {total.method for total in document.per_line} == {VatMethod.PER_LINE}


def test_two_rates_of_one_treatment_are_two_totals() -> None:
    lines = [standard("12.00"), standard("11.50", on=date(2009, 1, 1)), standard("12.00")]
    document = vat_document(lines, method=VatMethod.PER_LINE)
    assert [(total.rate.percent if total.rate else None, total.tax) for total in document.totals] == [
        (Decimal(15), Money("1.50")),
        (Decimal(20), Money("4.00")),
    ]


@given(GROSS_LINES | NET_LINES, METHODS)
def test_totals_come_to_the_document(lines: list[Vat], method: VatMethod) -> None:
    document = vat_document(lines, method=method)
    nothing = Money("0.00")
    assert sum((total.gross for total in document.totals), nothing) == document.gross == document.net + document.tax
    assert sum((line.tax for line in lines), nothing) == sum((total.tax for total in document.per_line), nothing)
    assert document.lines == tuple(lines)


@given(GROSS_LINES, METHODS)
def test_gross_lines_keep_their_gross_and_net_lines_their_net(lines: list[Vat], method: VatMethod) -> None:
    nothing = Money("0.00")
    gross = sum((line.gross for line in lines), nothing)
    assert vat_document(lines, method=method).gross == gross
    nets = [vat_from_net(line.gross, line.treatment) for line in lines]
    assert vat_document(nets, method=method).net == gross


@given(GROSS_LINES | NET_LINES)
def test_the_methods_differ_by_at_most_half_a_penny_a_line_and_half_for_each_total(lines: list[Vat]) -> None:
    document = vat_document(lines, method=VatMethod.PER_LINE)
    assert 2 * abs(document.difference.pence) <= len(lines) + len(document.totals)


@given(GROSS_LINES.flatmap(lambda lines: st.tuples(st.just(lines), st.permutations(lines))), METHODS)
def test_the_order_of_lines_does_not_change_the_totals(orders: tuple[list[Vat], list[Vat]], method: VatMethod) -> None:
    lines, shuffled = orders
    assert vat_document(shuffled, method=method).totals == vat_document(lines, method=method).totals


def test_no_lines_come_to_nothing() -> None:
    document = vat_document([], method=VatMethod.PER_DOCUMENT)
    assert (document.totals, document.gross, document.difference) == ((), Money("0.00"), Money("0.00"))
    assert document.explain() == ""


@pytest.mark.parametrize(
    "other",
    [
        vat_from_net(Money("1.00"), VatTreatment.STANDARD),
        vat_from_gross(Money("1.00"), VatTreatment.STANDARD, rounding=Rounding.DOWN),
    ],
    ids=["net", "rounding"],
)
def test_lines_that_were_worked_out_differently_are_refused(other: Vat) -> None:
    with pytest.raises(InvalidValueError) as caught:
        vat_document([standard("1.00"), other], method=VatMethod.PER_LINE)
    assert caught.value.code == "vat.mixed-lines"


def test_a_method_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="not a valid VatMethod"):
        vat_document([], method="per-page")  # type: ignore[arg-type]


def test_a_document_explains_its_totals_and_the_difference() -> None:
    document = vat_document([standard("1.35")] * 2, method=VatMethod.PER_DOCUMENT)
    total, difference = document.explain().splitlines()
    assert total.startswith("£2.70 gross is £2.25 net and £0.45 VAT. Standard-rated: 20%")
    assert "gross total of the document" in total
    assert difference == (
        "VAT rounded for each line comes to £0.01 more than VAT rounded once. Here it is rounded once."
    )
    less = vat_document([standard("0.02")] * 2, method=VatMethod.PER_LINE)
    assert less.explain().endswith("£0.01 less than VAT rounded once. Here it is rounded for each line.")
    assert len(vat_document([standard("6.00")], method=VatMethod.PER_LINE).explain().splitlines()) == 1


def test_lines_may_come_from_a_generator() -> None:
    lines = [standard("1.35"), standard("2.70")]
    for method in VatMethod:
        assert vat_document(iter(lines), method=method) == vat_document(lines, method=method)
