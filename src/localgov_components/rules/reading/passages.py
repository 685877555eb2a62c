"""Rules taken apart into lines that can each be read at once: what an outline lists and a drawing draws.

A rule, a definition and a part with a number are passages, each told once. A passage is a line. Lines
that join others have these below them, and a line mentions the passages that its words speak of.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from localgov_components.rules.building import nodes_of
from localgov_components.rules.expressions import Expression
from localgov_components.rules.reading.choices import bands_of, read_branch
from localgov_components.rules.reading.nouns import noun_of
from localgov_components.rules.reading.phrase import BESIDE_A_VERB
from localgov_components.rules.reading.reader import AS_IT_IS, Asked, Reader, shared_per
from localgov_components.rules.tree import (
    Aggregated,
    AllOf,
    AnyOf,
    Arithmetic,
    Binding,
    Choice,
    Comparison,
    Definition,
    FactRef,
    Not,
    Quantified,
    children,
)

__all__ = ["Branch", "Line", "Mention", "Passage", "passages_of"]

_MOST_STEPS = 8
"""Lines below lines; what is deeper has a number and is told apart."""

_MOST_IN_A_SUM = 9
"""Parts that a sum on one line is made of, such as "rent plus council tax less £10.00"."""


class Mention(NamedTuple):
    """A definition or a part with a number, and the member that it speaks of."""

    node: Expression[Any]
    binding: Binding | None


class Branch(NamedTuple):
    """One way that a choice can go, counted from 0; the last is taken where no condition holds."""

    choice: Choice[Any]
    number: int


@dataclass(frozen=True, slots=True)
class Line:
    """Words for a node, or for one branch of a choice, and the lines below.

    `holds` says whether the words are those for when the node holds; `cites` are the sources of the facts in them.
    """

    text: str
    node: Expression[Any]
    holds: bool
    lines: tuple["Line", ...] = ()
    mentions: tuple[Mention, ...] = ()
    cites: tuple[str, ...] = ()
    branch: Branch | None = None

    @property
    def is_mention(self) -> bool:
        """Whether it says nothing but the name of a definition."""
        return (
            isinstance(self.node, Definition)
            and self.holds
            and not self.branch
            and self.text == noun_of(self.node).text
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """A rule, a definition or a part with a number: what it is called, who says so, and its line."""

    title: str
    cites: str
    node: Expression[Any]
    line: Line


def passages_of(rules: Mapping[str, Expression[Any]], reader: Reader) -> Iterator[Passage]:
    """Every rule, and after them what they mention, each once.

    The reader is one that gives numbers, and the rules have no mistakes.
    """
    telling = _Telling(reader, rules)
    waiting: list[Mention] = []
    for title, rule in rules.items():
        line = telling.line(rule, is_apart=True)
        yield Passage(title, "", rule, line)
        waiting += _mentioned(line)
    told: set[int] = set()
    for node, binding in waiting:  # it grows while it is read
        if id(node) not in told:
            told.add(id(node))
            with reader.speaking_of(binding):
                passage = telling.passage(node)
            yield passage
            waiting += _mentioned(passage.line)


class _Telling:
    """Telling some rules, each part once."""

    def __init__(self, reader: Reader, rules: Mapping[str, Expression[Any]]) -> None:
        self._reader = reader
        self._uses = Counter(id(part) for node in nodes_of(*rules.values()) for part in children(node))
        self._steps = 0

    def passage(self, node: Expression[Any]) -> Passage:
        """A definition, or a part with a number."""
        if isinstance(node, Definition):
            return Passage(noun_of(node).text, node.cites, node, self.line(node.expression, is_apart=True))
        return Passage(self._reader.title(node), "", node, self.line(node, is_apart=True))

    def line(self, node: Expression[Any], asked: Asked = AS_IT_IS, *, is_apart: bool = False) -> Line:
        """A part as a line, with lines below where it joins others; `is_apart` in a passage of its own."""
        node, asked = _unwrapped(node, asked)
        if not is_apart and _has_lines(node):
            self._number(node, asked)
        if not is_apart and id(node) in self._reader.numbered:
            return self._line(self._reader.text(node, asked), node, asked, about=self._here(node))
        self._steps += 1
        try:
            return self._told(node, asked)
        finally:
            self._steps -= 1

    def _number(self, node: Expression[Any], asked: Asked) -> None:
        """Give a part a number that would be told too deep down, or at length more than once."""
        if self._steps >= _MOST_STEPS:
            self._reader.number(node)
        elif self._uses[id(node)] > 1:
            self._reader.phrase(node, asked)  # which numbers what is long

    def _told(self, node: Expression[Any], asked: Asked) -> Line:
        match node:
            case AllOf() | AnyOf():
                name = "all-of" if isinstance(node, AllOf) else "any-of"
                text = self._reader.word(f"outline.{name}{'' if asked.holds else '-not'}")
                return self._line(text, node, asked, lines=[self.line(part) for part in node.parts])
            case Choice():
                return self._choice(node, asked)
            case Quantified():
                return self._quantified(node, asked)
            case Arithmetic() if _has_lines(node):
                return self._sum(node, asked)
            case _:
                return self._line(self._reader.whole(node, asked).text, node, asked, about=self._inside(node))

    def _sum(self, node: Arithmetic[Any], asked: Asked) -> Line:
        inner = Asked(per=asked.per or shared_per(node))
        lines = []
        for operand, is_taken_off in self._operands(node):
            told = self.line(operand, inner)
            text = self._reader.word("outline.less", value=told.text) if is_taken_off else told.text
            lines.append(replace(told, text=text))
        return self._line(self._reader.word("outline.sum"), node, asked, lines=lines)

    def _operands(self, node: Expression[Any]) -> list[tuple[Expression[Any], bool]]:
        """What a sum adds up, in order, and whether it is taken off; a sum with more than one use counts as one."""
        operands: list[tuple[Expression[Any], bool]] = []
        while isinstance(node, Arithmetic) and node.operator != "*" and not (operands and self._uses[id(node)] > 1):
            operands.append((node.right, node.operator == "-"))
            node = node.left
        return [(node, False), *reversed(operands)]

    def _choice(self, node: Choice[Any], asked: Asked) -> Line:
        inner = Asked(asked.holds, asked.per or shared_per(node))
        lines = [self._branch(node, number, inner) for number in range(len(node.branches))]
        last = self.line(node.otherwise, inner)
        text = self._reader.word("outline.otherwise", value=last.text)
        branch = Branch(node, len(node.branches))
        lines.append(self._line(text, node.otherwise, inner, absorbed=last, branch=branch))
        subject = bands_of(node)
        if subject is not None:
            text = self._reader.word("outline.bands", subject=self._reader.phrase(subject).within(*BESIDE_A_VERB))
            return self._line(text, node, asked, about=self._here(subject), lines=lines)
        text = self._reader.word("outline.conditional" if node.value_type is bool else "outline.choice")
        return self._line(text, node, asked, lines=lines)

    def _branch(self, node: Choice[Any], number: int, asked: Asked) -> Line:
        condition, value = node.branches[number]
        branch = Branch(node, number)
        if isinstance(condition, Comparison) and bands_of(node) is not None:
            text = read_branch(self._reader, node, number, asked)
            return self._line(text, condition, AS_IT_IS, about=self._here(value, condition.right), branch=branch)
        told = self.line(condition)
        words = self._reader.phrase(value, asked).within(*BESIDE_A_VERB)
        text = self._reader.word("when", value=words, condition=told.text)
        return self._line(text, condition, AS_IT_IS, about=self._here(value), absorbed=told, branch=branch)

    def _quantified(self, node: Quantified, asked: Asked) -> Line:
        with self._reader.speaking_of(node.binding):
            told = self.line(node.condition)
        members = self._reader.the(noun_of(node.members).text)  # type: ignore[arg-type]  # a fact: building says so
        how = node.how if asked.holds else f"{node.how}-not"
        text = self._reader.word(f"members.{how}", members=members, condition=told.text)
        return self._line(text, node, asked, about=self._here(node.members), absorbed=told)

    def _line(
        self,
        text: str,
        node: Expression[Any],
        asked: Asked,
        *,
        about: Sequence[Mention] = (),
        lines: Sequence[Line] = (),
        absorbed: Line | None = None,
        branch: Branch | None = None,
    ) -> Line:
        """A line whose words are `about` some parts, and which may have `absorbed` another, with what is below it."""
        spoken = list(self._spoken_of(about))
        mentions = [each for each in spoken if not isinstance(each.node, FactRef)]
        cites = [each.node.fact.cites for each in spoken if isinstance(each.node, FactRef) and each.node.fact.cites]
        if absorbed:
            lines, mentions, cites = absorbed.lines, [*mentions, *absorbed.mentions], [*cites, *absorbed.cites]
        return Line(
            text,
            node,
            asked.holds,
            tuple(lines),
            tuple({id(each.node): each for each in mentions}.values()),
            tuple(dict.fromkeys(cites)),
            branch,
        )

    def _spoken_of(self, about: Sequence[Mention]) -> Iterator[Mention]:
        """The facts, definitions and parts with a number in some words; not what is inside the last two."""
        seen: set[int] = set()
        waiting = list(reversed(about))
        while waiting:
            each = waiting.pop()
            if id(each.node) in seen:
                continue
            seen.add(id(each.node))
            if isinstance(each.node, FactRef | Definition) or id(each.node) in self._reader.numbered:
                yield each
            else:
                waiting.extend(reversed(_parts(each)))

    def _here(self, *nodes: Expression[Any]) -> list[Mention]:
        return [Mention(node, self._reader.binding) for node in nodes]

    def _inside(self, node: Expression[Any]) -> list[Mention]:
        """What is spoken of where a part is told: one with a number speaks of its own parts."""
        here = Mention(node, self._reader.binding)
        return [here] if isinstance(node, FactRef | Definition) else _parts(here)


def _unwrapped(node: Expression[Any], asked: Asked) -> tuple[Expression[Any], Asked]:
    """Without what changes no words: double denials, and lists of one."""
    while True:
        if isinstance(node, Not):
            node, asked = node.part, Asked(not asked.holds)
        elif isinstance(node, AllOf | AnyOf) and len(node.parts) == 1:
            node = node.parts[0]
        else:
            return node, asked


def _has_lines(node: Expression[Any]) -> bool:
    """Whether a part is told in lines of its own: one that joins or chooses, or a sum of many parts."""
    if isinstance(node, Arithmetic) and node.operator != "*":
        return _is_big(node)
    return isinstance(node, AllOf | AnyOf | Choice | Quantified)


def _is_big(node: Expression[Any]) -> bool:
    """Whether a sum has too many parts for one line."""
    waiting = [node]
    for number, each in enumerate(waiting, start=1):  # it grows while it is read, up to there
        if number > _MOST_IN_A_SUM:
            return True
        waiting.extend(() if isinstance(each, Definition) else children(each))
    return False


def _parts(mention: Mention) -> list[Mention]:
    """The parts of a part, each with the member that it speaks of."""
    node, binding = mention
    inside = node.binding if isinstance(node, Quantified | Aggregated) else binding
    outside = [id(node.members), id(node.if_none)] if isinstance(node, Aggregated) else []
    return [Mention(part, binding if id(part) in outside else inside) for part in children(node)]


def _mentioned(line: Line) -> Iterator[Mention]:
    """What a line and those below it mention, in the order of reading."""
    yield from line.mentions
    for below in line.lines:
        yield from _mentioned(below)
