"""A service: its form, its scheme, its charge, and what must fit between them.

Nothing here runs; `ServiceDesk` does. A service knows its own mistakes: `check` holds the form, the
scheme, the charge, the policy and the words against one another, before anybody applies.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from localgov_components.core.errors import Fault, LocalGovError
from localgov_components.core.messages import Catalogue, package_catalogue
from localgov_components.eligibility import Decision, Scheme
from localgov_components.forms import Form, check, check_wording, walks
from localgov_components.payments import Charge
from localgov_components.policy import PolicySet
from localgov_components.rules import Expression, Facts, Known, Unknown, evaluate, policy_read
from localgov_components.rules.building import nodes_of
from localgov_components.rules.fact_data import declarations_of
from localgov_components.rules.tree import FactRef
from localgov_components.services.charging import ChargeRule

__all__ = ["WORDING", "Service"]

WORDING = (
    "service.name",
    "start.title",
    "start.body",
    "start.button",
    "decision.heading",
    "decision.eligible",
    "decision.not-eligible",
    "charge.description",
    "check.submit",
    "confirmation.next",
    "message.subject",
    "message.body",
)
"""Texts that every service has besides those of its form."""

_FILLED = frozenset({"council", "service", "email", "telephone", "hours", "reference", "total", "next"})
"""Placeholders that are filled besides the keys of the policy."""


@dataclass(frozen=True, slots=True)
class Service:
    """The parts of one service, as `service.py` puts them together.

    `facts` are all its vocabularies; `email` is the fact that says where the confirmation goes.
    """

    id: str
    facts: Sequence[type[Facts]] = field(kw_only=True)
    form: Form = field(kw_only=True)
    scheme: Scheme = field(kw_only=True)
    charge: ChargeRule = field(kw_only=True)
    email: Expression[str] = field(kw_only=True)

    @property
    def expressions(self) -> tuple[Expression[Any], ...]:
        """Every rule in it: of its form, its scheme and its charge."""
        conditions = [page.ask_if for page in self.form.pages if page.ask_if is not None]
        exits = [each.when for each in self.form.exits]
        return (*conditions, *exits, *self.scheme.expressions.values(), *self.charge.expressions, self.email)

    def charge_for(self, decision: Decision, *, policy: PolicySet, words: Catalogue) -> Charge:
        """The charge that a decision leads to, by the policy of the day of the decision."""
        description = words.text("charge.description", "en")
        today = policy.on(decision.on, known_at=decision.known_at)
        return self.charge.charge(decision, policy=today, description=description)

    def email_of(self, known: Known) -> str:
        """Where the confirmation goes. Raises `LocalGovError` while it is unknown."""
        address = evaluate(self.email, known)
        if isinstance(address, Unknown):
            raise LocalGovError("no e-mail address is known. Ask for it in the form.", code="service.no-email")
        return address

    def check(self, policy: PolicySet, words: Catalogue, *, source: str) -> tuple[Fault, ...]:
        """Every mistake that can be found before the service is used."""
        return (
            *check(self.form),
            *self._wording_faults(policy, words),
            *self._fact_faults(source),
            *self._policy_faults(policy, source),
            *self._price_faults(source),
            *self._settling_faults(policy, source),
        )

    def _wording_faults(self, policy: PolicySet, words: Catalogue) -> Iterator[Fault]:
        filled = {*_FILLED, *policy.declarations}
        everything = words.over(package_catalogue())
        yield from check_wording(self.form, everything, values=filled, also=(*WORDING, *package_catalogue().keys))
        for key in WORDING:
            if key not in words.keys:
                yield Fault(self.id, f"no text for '{key}'. Add it in every language")
            for name in sorted(words.placeholders(key) - filled):
                yield Fault(self.id, f"nothing fills {{{name}}} in the text '{key}'. Remove it or correct its name")

    def _fact_faults(self, source: str) -> Iterator[Fault]:
        declared = declarations_of(self.facts)
        asked = {each.id for each in self.form.facts}
        for expression in self.expressions:
            for id_ in (node.id for node in nodes_of(expression) if isinstance(node, FactRef) and node.of is None):
                if id_ not in declared:
                    yield Fault(source, "a fact that is in none of the service's vocabularies", column=id_)
                elif id_ not in asked and not declared[id_].judgement:
                    yield Fault(source, "a fact that decides something and that no question asks", column=id_)
        for fact in self.form.facts:
            if fact.judgement:
                yield Fault(
                    source, "an officer's judgement, and the form sets it. Leave it to the officer", column=fact.id
                )

    def _policy_faults(self, policy: PolicySet, source: str) -> Iterator[Fault]:
        read = {ref.key: ref for expression in self.expressions for ref in policy_read(expression)}
        for key, ref in read.items():
            declaration = policy.declarations.get(key)
            if declaration is None:
                yield Fault(source, "a policy value that policy.toml does not declare", column=key)
            elif declaration.type is not ref.value_type:
                yield Fault(
                    source, f"{declaration.type.__name__} in policy.toml and {ref.value_type.__name__} here", column=key
                )

    def _price_faults(self, source: str) -> Iterator[Fault]:
        for outcome in self.scheme.outcomes:
            if outcome not in self.charge.unit_price:
                yield Fault(source, f"no price for the outcome '{outcome}'. Add it to unit_price", column="charge")

    def _settling_faults(self, policy: PolicySet, source: str) -> Iterator[Fault]:
        """Walk the form: whoever reaches its end was asked everything that decides."""
        on = max((value.effective_from for value in policy.values), default=date.min)
        judged = {each.id for each in declarations_of(self.scheme.vocabularies).values() if each.judgement}
        for walk in walks(self.form, policy=policy.on(on)):
            if walk.exit is not None:
                continue
            asked = {fact.id for page in walk.pages for fact in self.form.page(page).sets}
            decision = self.scheme.decide(Known(walk.facts), on=on, policy=policy)
            for id_ in decision.still_needed:
                if id_ not in asked and id_ not in judged:
                    route = ", ".join(walk.pages)
                    yield Fault(source, f"decides and is not asked on the way through {route}. Ask it", column=id_)
