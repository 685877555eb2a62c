"""A set of rules compiled, and bound to the policy values of a day."""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import CodeType
from typing import Any

from localgov_components.money import Money
from localgov_components.rules.building import require_sound
from localgov_components.rules.calendar_time import elapsed, shifted
from localgov_components.rules.compiling import placed, syntax
from localgov_components.rules.compiling.anatomy import USED, Anatomy
from localgov_components.rules.compiling.deciding import DecidingEmitter
from localgov_components.rules.compiling.raw import DIVIDING, fact_reader, policy_raw, rows_reader
from localgov_components.rules.compiling.resting import RESTING, RestingEmitter
from localgov_components.rules.compiling.trace_reader import TraceReader, alike
from localgov_components.rules.compiling.tracing import TracingEmitter
from localgov_components.rules.compiling.valuation import Valuation
from localgov_components.rules.compiling.vocabulary import Vocabulary
from localgov_components.rules.compiling.ways import SETTLING, WaysEmitter
from localgov_components.rules.compiling.writer import Slot
from localgov_components.rules.evaluation import NO_POLICY, PolicyLookup
from localgov_components.rules.expressions import Expression
from localgov_components.rules.fact_reading import require_day
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.known import Known
from localgov_components.rules.policy_reading import require_periods

__all__ = ["BoundProgram", "Branch", "Program", "Reading"]


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """A condition, and what is worked out when it is the first to hold; without a condition, the last resort."""

    condition: Expression[bool] | None
    results: tuple[Expression[Any], ...] = ()


class _Undefined(Exception):  # noqa: N818 - not an error: it leaves the function for known facts
    """A table says nothing, or two things."""


def _undefined() -> Any:
    raise _Undefined


def _defined(value: Any) -> Any:
    return _undefined() if value is None else value


_NAMES: Mapping[str, Any] = {
    "elapsed": elapsed,
    "shifted": shifted,
    "undefined": _undefined,
    "defined": _defined,
    "Money": Money,
    "date": date,
    **{f"d_{rounding.name}": function for rounding, function in DIVIDING.items()},
}
"""What generated code may call."""


class Program:
    """Branches compiled once; `bind` puts in the policy values of a day.

    `also` are expressions that are not decided upon and whose values are wanted in a trace. Raises
    `DefinitionError` with every mistake in the rules, unless they were looked through before.
    """

    def __init__(
        self, branches: Sequence[Branch], *, also: Sequence[Expression[Any]] = (), are_sound: bool = False
    ) -> None:
        self.branches = tuple(branches)
        conditions = [branch.condition for branch in branches if branch.condition is not None]
        roots = list(dict.fromkeys([*conditions, *(each for branch in branches for each in branch.results), *also]))
        if not are_sound:
            require_sound(*roots)
        self.vocabulary = Vocabulary(roots)

    @cached_property
    def has_lists(self) -> bool:
        """Whether a fact that is read is a list of members."""
        return any(fact.nested for fact in self.vocabulary.facts.values())

    @cached_property
    def anatomy(self) -> Anatomy:
        """What each part rests on."""
        return Anatomy(self.vocabulary)

    def bind(self, *, on: date | None, policy: PolicyLookup = NO_POLICY) -> "BoundProgram":
        """The program with the policy values of a day, or of none for rules that read no day.

        Raises `NotFoundError` for a policy value that is missing, and `DefinitionError` for those that are read for
        another period than policy declares.
        """
        if on is not None:
            require_day(on)
        require_periods(self.vocabulary.policy.values(), policy)
        policy_names = (f"p_{number}" for number in range(len(self.vocabulary.policy)))
        values = (policy_raw(ref, policy.value(ref.key)) for ref in self.vocabulary.policy.values())
        namespace: dict[str, Any] = {**_NAMES, "on": on, **dict(zip(policy_names, values, strict=True))}
        for number, fact in enumerate(self.vocabulary.facts.values()):
            namespace[f"read_{number}"] = self._reader(fact, on)
            namespace[f"t_{number}"] = fact.type
        return BoundProgram(self, namespace)

    def _reader(self, fact: FactDeclaration, on: date | None) -> Callable[[Any], Any]:
        if fact.nested:
            return rows_reader(fact, self.vocabulary.columns_of(fact), on, fact.id)
        return fact_reader(fact, on, fact.id)

    @cached_property
    def deciding(self) -> tuple[CodeType, Mapping[str, Any]]:
        """Code that decides a case of which everything is known, and the constants in it."""
        constants: dict[str, Any] = {}
        emitter = DecidingEmitter(self.vocabulary, constants)
        facts = list(self.vocabulary.facts.values())
        leave = placed.Return(syntax.constant(None))
        for number, fact in enumerate(facts):
            emitter.put(*_read(number, fact, syntax.item(syntax.load("facts"), fact.id), leave))
        lists = [syntax.call("partly", syntax.load(f"f_{number}")) for number, fact in enumerate(facts) if fact.nested]
        if lists:
            emitter.put(syntax.when(syntax.disjunction(lists), [leave]))
        for number, branch in enumerate(self.branches):
            emitter.branch(number, branch.condition, branch.results)
        return _code("decide", emitter.frames[0].statements), constants

    @cached_property
    def tracing(self) -> tuple[CodeType, Mapping[str, Any], Mapping[int, Slot], Mapping[int, Slot]]:
        """Code that notes the value of every part, its constants, and where each value is noted."""
        constants: dict[str, Any] = {}
        emitter = TracingEmitter(self.vocabulary, constants)
        emitter.put(syntax.assign("u", syntax.constant(0)))
        for number, fact in enumerate(self.vocabulary.facts.values()):
            stored = syntax.method("facts", "get", syntax.constant(fact.id))
            unknown = syntax.operate("+", syntax.load("u"), syntax.constant(self.anatomy.bit_of[fact.id] & USED))
            emitter.put(*_read(number, fact, stored, syntax.assign("u", unknown)))
        emitter.trace(self.vocabulary.roots)
        return _code("trace", emitter.frames[0].statements), constants, emitter.slots, emitter.row_slots

    def noted_at(self, root: Expression[Any]) -> int:
        """Where a trace notes the value of a rule, at its top."""
        _, _, slots, _ = self.tracing
        return slots[id(root)][1]

    def rests_at(self, root: Expression[Any]) -> int:
        """Where it is noted what a rule rests on."""
        return self.resting.slots[id(root)][1]  # type: ignore[no-any-return]

    @cached_property
    def resting(self) -> "Reading":
        """How to find what each part of a traced case rests on; it notes that as one set of marks."""
        _, _, *slots = self.tracing
        emitter = RestingEmitter(self.anatomy, (slots[0], slots[1]))
        emitter.rest(self.vocabulary.roots)
        return Reading.of_emitter(emitter, RESTING, emitter.slots, "out", "marked")

    @cached_property
    def settling(self) -> "Reading":
        """How to find ways to settle what is unknown in a traced case.

        It notes three things of each part: ways to be true, or known; ways to be false; facts that could still matter.
        """
        _, _, *slots = self.tracing
        emitter = WaysEmitter(self.anatomy, (slots[0], slots[1]))
        emitter.find(self.vocabulary.roots)
        return Reading.of_emitter(emitter, SETTLING, emitter.slots, "marked", "search")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """Two functions: `shape` finds the shape of a trace, and `of` reads that; and where `of` notes what it finds.

    In a shape, what so many `roots` come to follows the marks of unknown facts.

    They need nothing of any day or policy.
    """

    shape: Callable[[tuple[Any, ...]], tuple[Any, ...]]
    of: Callable[..., tuple[Any, ...]]
    slots: Mapping[int, Any]
    row_slots: Mapping[int, Slot]
    roots: int

    @classmethod
    def of_emitter(
        cls, emitter: TraceReader, names: Mapping[str, Any], slots: Mapping[int, Any], *arguments: str
    ) -> "Reading":
        """The functions that were written."""
        reading = _code("read", emitter.frames[0].statements, "s", *arguments)
        shaping = _code("shape", emitter.shaping(), "t")
        namespace = {**names, "alike": alike, **emitter.constants}
        return cls(
            _run("shape", shaping, namespace), _run("read", reading, namespace), slots, emitter.row_slots, emitter.roots
        )


class BoundProgram:
    """A program for one day: decides cases, and notes how.

    `decide` gives the number of the first branch whose condition holds with the raw values of its results, or None
    when something that it reads is unknown. `trace` takes unknown facts too.
    """

    def __init__(self, program: Program, namespace: dict[str, Any]) -> None:
        self.program = program
        self._namespace = {**namespace, "partly": _partly}

    @cached_property
    def _decide(self) -> Callable[[Mapping[str, Any]], tuple[Any, ...] | None]:
        code, constants = self.program.deciding
        decide: Callable[[Mapping[str, Any]], tuple[Any, ...] | None] = self._function("decide", code, constants)
        return decide

    @cached_property
    def _trace(self) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
        code, constants, _, _ = self.program.tracing
        trace: Callable[[Mapping[str, Any]], tuple[Any, ...]] = self._function("trace", code, constants)
        return trace

    def _function(self, name: str, code: CodeType, constants: Mapping[str, Any]) -> Any:
        return _run(name, code, {**self._namespace, **constants})

    def decide(self, known: Known) -> tuple[Any, ...] | None:
        """Number and raw results of the first branch that holds; None while a fact that is read is unknown."""
        try:
            return self._decide(known.stored)
        except (KeyError, _Undefined):  # a fact that was never put in, or a table that says nothing
            return None

    def trace(self, known: Known) -> Valuation:
        """Value of every part, unknown facts or not."""
        _, _, slots, row_slots = self.program.tracing
        return Valuation(self._trace(known.stored), slots, row_slots)


def _partly(rows: tuple[list[Any], bool]) -> bool:
    """Whether a list of members is incomplete, or something of a member is unknown."""
    members, complete = rows
    for row in members:
        for value in row:
            if value is None or (type(value) is tuple and _partly(value)):
                return True
    return not complete


def _read(number: int, fact: FactDeclaration, stored: ast.expr, unless: ast.stmt) -> list[ast.stmt]:
    """Read a fact: at once where it is plainly of its type and in range, else through its reader.

    `unless` is done where it is unknown.
    """
    name, given = syntax.load(f"f_{number}"), syntax.load(f"g_{number}")
    fetched = syntax.assign(f"g_{number}", stored)
    through = syntax.assign(f"f_{number}", syntax.call(f"read_{number}", given))
    as_it_is = [syntax.assign(f"f_{number}", given)]
    is_plain = syntax.compare("is", syntax.call("type", given), syntax.load(f"t_{number}"))
    unknown = [syntax.assign(f"f_{number}", syntax.constant(None)), unless]
    otherwise = [
        syntax.when(syntax.is_(given, None), unknown, [through, syntax.when(syntax.is_(name, None), [unless])])
    ]
    if fact.judgement or fact.nested or fact.type in (Decimal, date):
        return [fetched, *otherwise]
    if fact.type is bool:
        is_plain = syntax.disjunction([syntax.is_(given, wanted) for wanted in (True, False)])
    if fact.type is Money and fact.measure:
        out_of_range = syntax.negation(_between(name, fact.measure.most * 100))
        pence = placed.Attribute(given, "pence", ast.Load())
        as_it_is = [syntax.assign(f"f_{number}", pence), syntax.when(out_of_range, [through])]
    if fact.type is int and fact.measure:
        is_plain = syntax.conjunction([is_plain, _between(given, fact.measure.most)])
    return [fetched, syntax.when(is_plain, as_it_is, otherwise)]


def _between(value: ast.expr, limit: int) -> ast.expr:
    return placed.Compare(syntax.constant(-limit), [ast.LtE(), ast.LtE()], [value, syntax.constant(limit)])


def _run(name: str, code: CodeType, namespace: dict[str, Any]) -> Any:
    exec(code, namespace)  # noqa: S102 - generated from the closed tree, never from text
    return namespace[name]


def _code(name: str, statements: Sequence[ast.stmt], *arguments: str) -> CodeType:
    module = ast.Module([syntax.function(name, arguments or ("facts",), statements)], [])
    return compile(module, "<rules>", "exec")
