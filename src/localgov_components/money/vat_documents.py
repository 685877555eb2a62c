"""The value added tax of a receipt or an invoice with many lines.

VAT rounded for each line and VAT rounded once on the total often differ by pence. HMRC's manual knows both, for
invoices (VATREC12010) and for tills (VATREC12020), so a document names its method and shows the difference.

>>> from localgov_components.money import VatTreatment, vat_from_gross, vat_from_net
>>> lines = [vat_from_gross(Money("1.35"), VatTreatment.STANDARD)] * 2
>>> receipt = vat_document(lines, method=VatMethod.PER_LINE)
>>> receipt.tax, receipt.difference
(Money('0.46'), Money('0.01'))
>>> vat_document(lines, method=VatMethod.PER_DOCUMENT).tax
Money('0.45')
>>> vat_document([*lines, vat_from_net(Money("1.00"), VatTreatment.ZERO)], method=VatMethod.PER_LINE)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: lines of two kinds: gross and net amounts, or two roundings. \
Work every line of a document out alike.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from localgov_components.core.errors import InvalidValueError
from localgov_components.money.amount import Money
from localgov_components.money.vat import Vat, VatBasis, VatMethod, vat_of
from localgov_components.money.vat_rates import VatTreatment

__all__ = ["VatDocument", "vat_document"]


@dataclass(frozen=True, slots=True)
class VatDocument:
    """The VAT of many lines, by treatment, under a named method.

    Made by `vat_document`. `per_line` and `per_document` have one total for each treatment and rate; `totals` are
    those of the method.
    """

    lines: tuple[Vat, ...]
    method: VatMethod
    per_line: tuple[Vat, ...]
    per_document: tuple[Vat, ...]

    @property
    def totals(self) -> tuple[Vat, ...]:
        """A total for each treatment and rate, under the document's method."""
        return self.per_line if self.method is VatMethod.PER_LINE else self.per_document

    @property
    def net(self) -> Money:
        """Net amount of the document."""
        return _sum(total.net for total in self.totals)

    @property
    def tax(self) -> Money:
        """VAT of the document."""
        return _sum(total.tax for total in self.totals)

    @property
    def gross(self) -> Money:
        """Net amount and VAT together."""
        return self.net + self.tax

    @property
    def difference(self) -> Money:
        """How much more VAT the lines come to than the document: which method it has does not matter."""
        return _sum(total.tax for total in self.per_line) - _sum(total.tax for total in self.per_document)

    def explain(self) -> str:
        """A line of English for each total, and one for the difference where there is any."""
        said = [total.explain() for total in self.totals]
        if self.difference:
            more_or_less = "more" if self.difference > _NOTHING else "less"
            here = "for each line" if self.method is VatMethod.PER_LINE else "once"
            said.append(
                f"VAT rounded for each line comes to {abs(self.difference).format()} {more_or_less} "
                f"than VAT rounded once. Here it is rounded {here}."
            )
        return "\n".join(said)


_NOTHING = Money.from_pence(0)
_TREATMENTS = tuple(VatTreatment)


def vat_document(lines: Iterable[Vat], *, method: VatMethod) -> VatDocument:
    """The totals of a receipt or invoice by treatment and rate.

    They are in the order of `VatTreatment`. `PER_LINE` adds up the rounded tax of the lines. `PER_DOCUMENT` adds up
    what the lines were worked out from, gross or net, and rounds its tax once for each treatment and rate: from net
    amounts, its gross may differ by pence from that of the lines. Raises `InvalidValueError` where lines differ in
    basis or rounding. No lines come to nothing.
    """
    lines = tuple(lines)
    if len({(line.basis, line.rounding) for line in lines}) > 1:
        raise InvalidValueError(
            "lines of two kinds: gross and net amounts, or two roundings. Work every line of a document out alike.",
            code="vat.mixed-lines",
        )
    groups = [tuple(group) for _, group in groupby(sorted(lines, key=_kind), key=_kind)]
    return VatDocument(lines, VatMethod(method), tuple(map(_per_line, groups)), tuple(map(_per_document, groups)))


def _kind(line: Vat) -> tuple[int, str, str]:
    """Treatment first, then the rate by its first day: two rates of one treatment are two totals."""
    begins, percent = (str(line.rate.begins), str(line.rate.percent)) if line.rate else ("", "")
    return _TREATMENTS.index(line.treatment), begins, percent


def _per_line(lines: Sequence[Vat]) -> Vat:
    return replace(lines[0], net=_sum(line.net for line in lines), tax=_sum(line.tax for line in lines))


def _per_document(lines: Sequence[Vat]) -> Vat:
    first = lines[0]
    total = _sum(line.gross if first.basis is VatBasis.GROSS else line.net for line in lines)
    return vat_of(
        total, first.treatment, first.rate, basis=first.basis, rounding=first.rounding, method=VatMethod.PER_DOCUMENT
    )


def _sum(amounts: Iterable[Money]) -> Money:
    return sum(amounts, _NOTHING)
