"""Mistakes of a scheme and its policy that show before anybody applies, and what somebody should know of beside them.

A mistake would refuse people wrongly, stop a decision, or do nothing at all where something was meant. A note is about
what may be as it should be: a fact without a source, a policy value that this scheme does not read.

>>> from datetime import date
>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.rules import Fact, Facts, all_of, fact
>>> class Household(Facts, id="household"):
...     bins: Fact[int] = fact("number of bins")
>>> few = rule("few", all_of(Household.bins > 5, Household.bins < 3), cites="Minute 47")
>>> found = check_scheme(Scheme("concession", facts=[Household], eligible=[few]), on=date(2026, 5, 1))
>>> print(found.mistakes[0])
concession, column few: a rule that can never hold. Correct it or remove it
>>> print(found.notes[0])
concession, column household.bins: a fact without a source. Say with cites=… what it is by
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from localgov_components.core.errors import Fault
from localgov_components.eligibility.checking.never import Certainty
from localgov_components.eligibility.checking.sameness import Sameness
from localgov_components.eligibility.coverage.target import places_of
from localgov_components.eligibility.written import Written
from localgov_components.policy import Gap, PolicySet, policy_gaps
from localgov_components.rules import Expression, FactDeclaration, policy_read
from localgov_components.rules.building import nodes_of, type_name
from localgov_components.rules.fact_data import declarations_of, range_fault
from localgov_components.rules.policy_reading import clashing_periods
from localgov_components.rules.reading import read_value
from localgov_components.rules.tree import Choice, FactRef, PolicyRef, Undefined

if TYPE_CHECKING:
    from localgov_components.eligibility.scheme import Rule, Scheme

__all__ = ["Checked", "check_scheme"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: mistakes, and notes."""

    mistakes: tuple[Fault, ...]
    notes: tuple[Fault, ...]


def check_scheme(
    scheme: "Scheme",
    *,
    on: date,
    policy: PolicySet | None = None,
    written: Written | None = None,
    also: Iterable[Expression[Any]] = (),
    also_keys: Collection[str] = (),
) -> Checked:
    """Everything that can be said of a scheme without a case, on a day.

    `written` is what its file has by name. `also` are rules beside the scheme, such as those of a form, and `also_keys`
    policy values that something else reads: what they use is used. A gap in policy is a mistake from the day on, and a
    note before it.
    """
    check = _Check(scheme, policy or PolicySet([], []), on, tuple(also), frozenset(also_keys))
    gaps, past = check.gaps()
    policy_mistakes = dict.fromkeys(check.policy_values())  # a value may be read in several measures
    mistakes = [*check.rules(), *check.branches(), *check.unused(written or Written()), *policy_mistakes, *gaps]
    notes = (*past, *check.facts(), *check.sources(), *check.unread_policy(), *check.undeclared_periods())
    return Checked(tuple(mistakes), notes)


class _Check:
    """One scheme being checked."""

    def __init__(
        self,
        scheme: "Scheme",
        policy: PolicySet,
        on: date,
        also: tuple[Expression[Any], ...],
        also_keys: frozenset[str],
    ) -> None:
        self._scheme, self._policy, self._on = scheme, policy, on
        self._expressions, self._also = [*scheme.expressions.values()], also
        self._nodes = [*nodes_of(*self._expressions, *also)]
        self._certain = Certainty(self._expressions)
        self._places = places_of(scheme)
        self._read = {node.key for node in self._nodes if isinstance(node, PolicyRef)} | also_keys

    def _fault(self, column: str, message: str) -> Fault:
        return Fault(self._scheme.id, message, column=column)

    def rules(self) -> Iterator[Fault]:
        """Rules that decide nothing, or everything."""
        same = Sameness()
        first: dict[int, Rule] = {}
        for rule in self._scheme.rules:
            earlier = first.setdefault(same.of(rule.condition), rule)
            if self._certain.never_holds(rule.condition):
                yield self._fault(rule.id, "a rule that can never hold. Correct it or remove it")
            elif earlier is not rule:
                yield self._fault(
                    rule.id, f"says the same as '{earlier.id}', and so decides nothing. Correct one of them"
                )
            elif self._certain.always_holds(rule.condition) and [*self._scheme.eligible] != [rule]:
                yield self._fault(rule.id, "a rule that always holds. Correct it or remove it")
        eligible = [each.condition for each in self._scheme.eligible]
        if eligible and all(map(self._certain.never_holds, eligible)):
            yield self._fault("eligible", "no case can be eligible: none of its rules can hold")

    def branches(self) -> Iterator[Fault]:
        """Branches that no case takes; but for those of tables that say that rows contradict each other."""
        for node in self._nodes:
            if isinstance(node, Choice) and id(node) in self._places:
                for number in self._never_taken(node):
                    message = f"branch {number} of a choice in it can never be taken. Correct it or remove it"
                    yield self._fault(self._places[id(node)], message)

    def _never_taken(self, node: Choice[Any]) -> Iterator[int]:
        settled = False
        for number, (condition, value) in enumerate(node.branches, start=1):
            if settled or (self._certain.never_holds(condition) and not isinstance(value, Undefined)):
                yield number
            settled = settled or self._certain.always_holds(condition)

    def unused(self, written: Written) -> Iterator[Fault]:
        """Definitions and tables that nothing reads."""
        used = set(map(id, self._nodes))
        for definition in written.definitions:
            if id(definition) not in used:
                yield self._fault(definition.name, "a definition that no rule reads. Use it or remove it")
        for table in written.tables:
            if used.isdisjoint(id(row.condition) for row in table.rows):
                yield self._fault(table.name, "a decision table that no rule reads. Use it or remove it")

    def policy_values(self) -> Iterator[Fault]:
        """Policy values that rules read and that are not declared, or not as they read them."""
        for ref in policy_read(*self._expressions, *self._also):
            declared = self._policy.declarations.get(ref.key)
            if declared is None:
                yield self._fault(ref.key, "a policy value that is not declared. Add it to policy.toml")
            elif declared.type is not ref.value_type:
                yield self._fault(ref.key, f"{type_name(declared.type)} in policy and {type_name(ref.value_type)} here")
            elif (clash := clashing_periods(ref, declared.per)) is not None:
                layers = ", ".join(dict.fromkeys(value.layer for value in self._policy.history(ref.key)))
                periods = f"per {clash.declared} in policy ({layers or 'no layer'}) and per {clash.read} here"
                yield self._fault(ref.key, f"{periods}. Change one of them, or use converted(…)")
            else:
                for value in self._policy.history(ref.key):
                    if message := range_fault(value.value, ref.measure):
                        yield self._fault(ref.key, f"its value from {read_value(value.effective_from)} is {message}")

    def gaps(self) -> tuple[list[Fault], list[Fault]]:
        """Days without a value that something reads: those still to come, and those that are past."""
        gaps = policy_gaps(self._policy, [key for key in self._policy.declarations if key in self._read])
        coming = [gap for gap in gaps if gap.until is None or gap.until > self._on]
        past = [gap for gap in gaps if gap not in coming]
        return list(map(self._gap, coming)), list(map(self._gap, past))

    def _gap(self, gap: Gap) -> Fault:
        begin, end = (None if day is None else read_value(day) for day in (gap.begin, gap.until))
        if begin is None and end is None:
            days = "on any day"
        elif begin is None:
            days = f"before {end}"
        else:
            days = f"from {begin} on" if end is None else f"from {begin} until {end}"
        return self._fault(gap.key, f"no value {days}. What reads it stops there: add one")

    def facts(self) -> Iterator[Fault]:
        """Facts that nothing reads, and those that have no words or no source of their own."""
        used = {node.id for node in self._nodes if isinstance(node, FactRef)}
        for fact in _all_of(declarations_of(self._scheme.vocabularies).values()):
            if fact.id not in used:
                yield self._fault(fact.id, "a fact that no rule reads. Nobody need be asked")
                continue
            if fact.label == fact.name.replace("_", " "):
                yield self._fault(fact.id, "a fact with no other words than its name. Say in a label what it is")
            if not fact.cites:
                yield self._fault(fact.id, "a fact without a source. Say with cites=… what it is by")

    def sources(self) -> Iterator[Fault]:
        """Rules without a source."""
        for rule in self._scheme.rules:
            if not rule.cites:
                yield self._fault(rule.id, "a rule without a source. Say with cites=… what it is by")

    def unread_policy(self) -> Iterator[Fault]:
        """Policy values that nothing reads."""
        for key in self._policy.declarations:
            if key not in self._read:
                yield self._fault(key, "a policy value that nothing reads")

    def undeclared_periods(self) -> Iterator[Fault]:
        """Policy values that rules read for a period, and of which policy does not say what period they are for."""
        read: dict[str, dict[str, None]] = {}
        for ref in policy_read(*self._expressions, *self._also):
            declared = self._policy.declarations.get(ref.key)
            if declared and declared.per is None and ref.measure:
                read.setdefault(ref.key, {})[ref.measure.per or "nothing"] = None
        for key, periods in read.items():
            if set(periods) != {"nothing"}:
                yield self._fault(
                    key,
                    f"read per {' and per '.join(periods)}, and policy does not say what it is for. "
                    'Declare it there, as in per = "week"',
                )


def _all_of(facts: Iterable[FactDeclaration]) -> Iterator[FactDeclaration]:
    """Facts with those of members, once each."""
    found: dict[str, FactDeclaration] = {}
    waiting = list(reversed([*facts]))
    while waiting:
        fact = waiting.pop()
        if found.setdefault(fact.id, fact) is fact:
            yield fact
            waiting += reversed(fact.nested)
