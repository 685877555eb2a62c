"""Every route through a form, found by trying every answer that could change the way.

Only answers that a condition reads can change it, and two ways to the same place with the same such
answers go on alike; so a form of thirty pages is walked in moments, where its answers have billions
of combinations.

>>> from localgov_components.forms.questions import YesNo
>>> from localgov_components.rules import Fact, Facts, fact, not_
>>> class Household(Facts, id="household"):
...     credit: Fact[bool] = fact("somebody gets Universal Credit")
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> form = Form("concession", pages=(
...     Page("benefits", YesNo(Household.credit)),
...     Page("blue-badge", YesNo(Household.badge), ask_if=not_(Household.credit)),
... ))
>>> for walk in walks(form):
...     print(walk.pages, walk.facts)
('benefits',) {'household.credit': True}
('benefits', 'blue-badge') {'household.credit': False}
"""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from localgov_components.forms.fact_values import declaration
from localgov_components.forms.form import Form, Page
from localgov_components.forms.possible import PossibleValues
from localgov_components.forms.questions import Question
from localgov_components.rules import Condition, Known, Members, PolicyLookup, Unknown, evaluate, facts_read
from localgov_components.rules.evaluation import NO_POLICY

__all__ = ["Explorer", "Walk", "Walks", "walks"]


@dataclass(frozen=True, slots=True)
class Walk:
    """One route: the pages in order, and the exit it ends in or None.

    `facts` are answers that lead there, of those that conditions read; a fact that is left out was
    not asked or is not known.
    """

    pages: tuple[str, ...]
    exit: str | None
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Walks:
    """Routes that differ in their pages or exit; `cut` when not all were tried."""

    routes: tuple[Walk, ...]
    cut: bool

    def __iter__(self) -> Iterator[Walk]:
        """Each route."""
        return iter(self.routes)

    def __len__(self) -> int:
        """How many routes were found."""
        return len(self.routes)


def walks(form: Form, *, limit: int = 1_000, policy: PolicyLookup = NO_POLICY) -> Walks:
    """Every distinct route, up to a limit.

    At most a hundred answers are tried for each, on average; then the walks are `cut`.

    Raises `NotFoundError` where a condition reads a policy value and the policy has none.
    """
    explorer = Explorer(form, policy=policy, steps=limit * 100)
    found: dict[tuple[tuple[str, ...], str | None], Walk] = {}
    for walk in explorer.walks():
        found.setdefault((walk.pages, walk.exit), walk)
        if len(found) > limit:
            break
    return Walks(tuple(found.values())[:limit], explorer.cut or len(found) > limit)


@dataclass(slots=True)
class Explorer:
    """Walks a form depth first, turning back where it has been before.

    With `by_route` it tells routes apart by their pages; without, it only finds out what can be
    reached, which is much less to walk. `reached` are the pages it came to; `unasked` those it came
    to with nothing to look up by, each with the fact that was not known. `cut` says that it gave up
    after so many steps.
    """

    form: Form
    policy: PolicyLookup = field(default=NO_POLICY, kw_only=True)
    steps: int = field(kw_only=True)
    by_route: bool = field(default=True, kw_only=True)
    cut: bool = field(default=False, init=False)
    possible: PossibleValues = field(init=False)
    reached: set[str] = field(init=False, default_factory=set)
    unasked: dict[str, str] = field(init=False, default_factory=dict)
    _live: list[frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        """Find the values to try, and after each page the facts that can still matter."""
        self.possible = PossibleValues.of(self.form, policy=self.policy)
        self._live = [self._live_from(index) for index in range(len(self.form.pages) + 1)]

    def walks(self) -> Iterator[Walk]:
        """Each route it comes to the end of; one route may come up more than once."""
        seen: set[object] = set()
        waiting = self._new(((0, Walk((), self._exit(facts), facts)) for facts in self._given()), seen)
        while waiting:
            index, walk = waiting.pop()
            if walk.exit is not None or index == len(self.form.pages):
                yield walk
            else:
                steps = ((index + 1, step) for step in self._step(self.form.pages[index], walk))
                waiting.extend(self._new(steps, seen))

    def _new(self, steps: Iterator[tuple[int, Walk]], seen: set[object]) -> list[tuple[int, Walk]]:
        """The steps to places it has not been, last first; none after it has given up."""
        new: list[tuple[int, Walk]] = []
        for index, walk in steps:
            self.steps -= 1
            if self.steps < 0:
                self.cut = True
                break
            mark = self._mark(index, walk)
            if mark not in seen:
                seen.add(mark)
                new.append((index, walk))
        return new[::-1]

    def _given(self) -> Iterator[dict[str, Any]]:
        """Every way in which the given facts that matter can fall."""
        facts = [fact for fact in map(declaration, self.form.given) if fact.id in self._live[0]]
        for values in itertools.product(*((*self.possible(fact), None) for fact in facts)):
            yield {fact.id: value for fact, value in zip(facts, values, strict=True) if value is not None}

    def _step(self, page: Page, walk: Walk) -> Iterator[Walk]:
        if not self._holds(page.ask_if, walk.facts):
            yield walk
            return
        self.reached.add(page.id)
        for fact in (fact for question in page.questions for fact in question.reads):
            if fact.id not in walk.facts:
                self.unasked.setdefault(page.id, fact.id)
        for told in self._outcomes(page.questions):
            facts = self._with(walk.facts, told)
            yield Walk((*walk.pages, page.id), self._exit(facts), facts)

    def _outcomes(self, questions: tuple[Question, ...]) -> Iterator[Mapping[str, Any]]:
        """One after the other, for there may be more than fit in memory."""
        if not questions:
            yield {}
            return
        first, *others = questions
        for told in first.outcomes(self.possible):
            for more in self._outcomes(tuple(others)):
                yield {**told, **more}

    def _with(self, facts: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
        merged = {**facts, **told}
        return {
            id_: value
            for id_, value in merged.items()
            if id_ in self.possible.values and not isinstance(value, Unknown)
        }

    def _holds(self, condition: Condition | None, facts: Mapping[str, Any]) -> bool:
        return condition is None or evaluate(condition, Known(facts), policy=self.policy) is True

    def _exit(self, facts: Mapping[str, Any]) -> str | None:
        return next((exit_.id for exit_ in self.form.exits if self._holds(exit_.when, facts)), None)

    def _mark(self, index: int, walk: Walk) -> object:
        live = frozenset((id_, _hashable(value)) for id_, value in walk.facts.items() if id_ in self._live[index])
        return index, walk.exit, walk.pages if self.by_route else None, live

    def _live_from(self, index: int) -> frozenset[str]:
        pages = self.form.pages[index:]
        read = {id_ for page in pages if page.ask_if is not None for id_ in facts_read(page.ask_if)}
        read |= {fact.id for page in pages for question in page.questions for fact in question.reads}
        still_set = {fact.id for page in pages for fact in page.sets}
        for exit_ in self.form.exits:
            ids = set(facts_read(exit_.when))
            if index == 0 or ids & still_set:
                read |= ids
        return frozenset(read)


def _hashable(value: object) -> object:
    """A value to tell places apart by; lists of members are tried one and the same each time."""
    return id(value) if isinstance(value, Members) else value
