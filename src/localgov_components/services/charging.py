"""How a service charges: a price for each outcome of its scheme, times how many.

Prices are rules, so that they come from dated policy and are explained like every other decision.
A charge of nothing is a charge: the case is complete without a payment.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from localgov_components.core.errors import LocalGovError
from localgov_components.eligibility import Decision, Outcome
from localgov_components.money import Money, VatTreatment
from localgov_components.payments import Charge, ChargeLine
from localgov_components.policy import PolicyOn
from localgov_components.rules import Expression, Unknown, evaluate, facts_read

__all__ = ["ChargeRule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeRule:
    """One charged line: the price that the decision leads to, times a quantity.

    `unit_price` has an entry for every settled outcome the scheme can have. Money is pence throughout,
    and nothing is rounded: a price times a whole number is exact.
    """

    quantity: Expression[int]
    unit_price: Mapping[Outcome, Expression[Money]]
    income_code: Expression[str]
    vat: VatTreatment

    @property
    def expressions(self) -> tuple[Expression[Money] | Expression[int] | Expression[str], ...]:
        """Every rule in it."""
        return (self.quantity, self.income_code, *self.unit_price.values())

    def applies(self, decision: Decision) -> bool:
        """Whether the decision has a price and every fact that sets the charge is known."""
        facts = (id_ for expression in self.expressions for id_ in facts_read(expression))
        return decision.outcome in self.unit_price and all(id_ in decision.known for id_ in facts)

    def unit_price_for(self, decision: Decision, *, policy: PolicyOn) -> Money | Unknown:
        """The price of one, or unknown while a fact that sets it is.

        Raises `LocalGovError` for an outcome that has no price.
        """
        price = self.unit_price.get(decision.outcome)
        if price is None:
            raise LocalGovError(
                f"no price for the outcome '{decision.outcome}'. Add it to unit_price.", code="charge.no-price"
            )
        return evaluate(price, decision.known, policy=policy)

    def charge(self, decision: Decision, *, policy: PolicyOn, description: str) -> Charge:
        """The charge that a settled decision leads to, described in the council's words."""
        quantity = evaluate(self.quantity, decision.known, policy=policy)
        unit_price = self.unit_price_for(decision, policy=policy)
        income_code = evaluate(self.income_code, decision.known, policy=policy)
        if isinstance(quantity, Unknown) or isinstance(unit_price, Unknown) or isinstance(income_code, Unknown):
            raise LocalGovError("a fact that sets the charge is unknown. Ask for it first.", code="charge.unknown")
        line = ChargeLine(
            description=description,
            quantity=quantity,
            unit_price=unit_price,
            income_code=income_code,
            vat=self.vat,
        )
        return Charge(lines=(line,))
