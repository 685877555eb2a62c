"""The values of facts that could change a route: all of them, or enough of them.

A fact that is true or false, or an enumeration, is tried with every value; any other, that a condition
reads, with the values on either side of every threshold (see `rules.boundaries`). That is exhaustive but for
facts that are added up, compared with another fact, or of a type that no other value can be made of; such facts
are `sampled`.

>>> from localgov_components.forms.form import Page
>>> from localgov_components.forms.questions import YesNo
>>> from localgov_components.rules import Fact, Facts, fact, facts_of
>>> class Household(Facts, id="household"):
...     adults: Fact[int] = fact("adults")
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> page = Page("blue-badge", YesNo(Household.badge), ask_if=Household.adults > 1)
>>> values = PossibleValues.of(Form("concession", pages=[page], given=[Household.adults]))
>>> values(facts_of(Household)[0]), values.sampled
((0, 1, 2), frozenset())
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from localgov_components.forms.form import Form
from localgov_components.rules import Expression, FactDeclaration, PolicyLookup, Unknown, UnknownReason
from localgov_components.rules.boundaries import boundary_values
from localgov_components.rules.evaluation import NO_POLICY

__all__ = ["SOMETHING", "PossibleValues", "conditions"]


SOMETHING = "…"
"""Stands for any value of a fact that no condition reads."""


@dataclass(frozen=True, slots=True)
class PossibleValues:
    """For each fact that a condition reads, the values worth trying.

    Called with a fact, it gives them; for a fact that nothing reads, one value that stands for any.
    """

    values: Mapping[str, tuple[Any, ...]]
    sampled: frozenset[str]

    @classmethod
    def of(cls, form: Form, *, policy: PolicyLookup = NO_POLICY) -> "PossibleValues":
        """Work them out from the conditions of a form."""
        found = boundary_values(*conditions(form), policy=policy)
        facts = {fact.id for fact in form.facts}
        values = {id_: tried for id_, tried in found.values.items() if id_ in facts}
        for id_ in values.keys() & found.unmade:  # what is not known equals none of the values that are named
            values[id_] = (*values[id_], Unknown(UnknownReason.NOT_ASKED, (id_,)))
        # What a lookup is given must be walked too: it can be known or unknown.
        given = {fact.id for question in form.questions for fact in question.reads}
        return cls({**dict.fromkeys(given, (SOMETHING,)), **values}, found.sampled)

    def __call__(self, fact: FactDeclaration) -> tuple[Any, ...]:
        """Values to try for a fact."""
        return self.values.get(fact.id, (SOMETHING,))


def conditions(form: Form) -> Iterator[Expression[bool]]:
    """Every condition of a form: those of its pages, then those of its exits."""
    yield from (page.ask_if for page in form.pages if page.ask_if is not None)
    yield from (exit_.when for exit_ in form.exits)
