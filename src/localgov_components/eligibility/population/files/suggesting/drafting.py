"""A mapping drafted from the headings of files and the first of their rows, for a person to look through.

What the files cannot tell is left open: a draft is refused, with the line, until somebody says whether a column of
round numbers holds pounds or pence, and whether a household's list is complete.
"""

import json
import operator
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.libraries import needs_extra
from localgov_components.eligibility.population.files.mapping.facts_read import FactsRead
from localgov_components.eligibility.population.files.suggesting.likeness import LEAST_LIKE, likeness, paired, words_of
from localgov_components.eligibility.population.files.suggesting.sampling import Sampled, is_key, sampled
from localgov_components.eligibility.scheme import Scheme
from localgov_components.rules import FactDeclaration
from localgov_components.tables.blanks import trimmed
from localgov_components.tables.first_line import (
    first_line_fault,
    holds_values,
    may_be_value,
)
from localgov_components.tables.table import Table

with needs_extra("population"):
    import polars as pl

__all__ = ["suggest_mapping"]

_SAMPLE = 10_000
_SOUND = 0.5
"""The share of cells that must be readable for a column to be taken for a fact."""
_KEY_WORDS = ("reference", "ref", "key", "id", "claim", "case", "account", "application", "number", "no", "uprn")
_COMPLETE_WORDS = frozenset({"complete", "all", "everybody", "everyone", "whole"})
_LONGEST_LINE = 110


def suggest_mapping(scheme: Scheme, cases: Table, members: Mapping[str, Table]) -> str:
    """Draft a mapping file for some files, as TOML.

    Raises `DefinitionError` for files whose first line seems to be about somebody, and not to name the columns.
    """
    DefinitionError.raise_for([fault for table in (cases, *members.values()) for fault in _first_line_faults(table)])
    read = FactsRead.of(scheme)
    drafts = _Drafts(members)
    return "\n".join(drafts.cases(read, cases)) + "\n"


class _Drafts:
    """Drafts of the tables of a mapping; `members` are the files of members by list."""

    def __init__(self, members: Mapping[str, Table]) -> None:
        self._members = members

    def cases(self, read: FactsRead, table: Table) -> Iterator[str]:
        """Everything, beginning with the file of cases."""
        sample = _sample(table)
        key = _key(sample, (), is_headed=_is_headed(sample, read))
        yield f"# Drafted from {table.name}. Look through every line: a draft is a guess."
        yield "format = 1"
        yield f"key = {_text(key)}  # the column that tells the cases apart"
        yield from self._table(read, sample, "facts", key, key)

    def _table(self, read: FactsRead, sample: pl.DataFrame, path: str, key: str, case_key: str) -> Iterator[str]:
        found, ways = _pairs(read, [each for each in sample.columns if each != key], sample)
        for fact in read.facts:
            if not self._has_file(fact, read):
                yield ""
                yield f"[{path}.{_text(fact.id)}]"
                yield from _fact(fact, found.get(fact.id), ways)
        complete = _complete(sample, {key, *found.values()}) if self._have_files(read) else ""
        if unused := [each for each in sample.columns if each not in {key, complete, *found.values()}]:
            yield ""
            yield from _unused(unused, is_headed=_is_headed(sample, read))
        for fact in read.facts:
            if self._has_file(fact, read):
                yield from self._list(fact, read, case_key, sample[complete] if complete else None)

    def _list(
        self, fact: FactDeclaration, above: FactsRead, case_key: str, complete: pl.Series | None
    ) -> Iterator[str]:
        read = above.lists[fact.id]
        path = f"members.{_text(read.name)}"
        sample = _sample(self._members[read.name])
        key = case_key if case_key in sample.columns else _key(sample, words_of(case_key), is_headed=False)
        yield ""
        yield f"[{path}]"
        yield from _folded_comment(fact.label)
        if not above.name:
            yield f"key = {_text(key)}  # the column with the key of the case"
        else:
            yield f'key = [{_text(key)}, ""]  # the columns with the key of the case, and with the id of its member'
        if self._have_files(read):
            yield 'id = ""  # the column that tells the members of one case apart'
        yield '# "all" says that every list has all its members here. Or give the column above that says which have.'
        yield 'complete = "all, or not?"' if complete is None else f"complete = {_completeness(complete, fact)}"
        yield from self._table(read, sample, f"{path}.facts", key, case_key)

    def _has_file(self, fact: FactDeclaration, read: FactsRead) -> bool:
        return fact.id in read.lists and read.lists[fact.id].name in self._members

    def _have_files(self, read: FactsRead) -> bool:
        return any(self._has_file(fact, read) for fact in read.facts)


def _first_line_faults(table: Table) -> Iterator[Fault]:
    """A mistake where the headings seem to be values, by themselves or by what is below them."""
    headings = table.headings
    unnamed = [place for place, each in enumerate(headings) if not each]
    names = [each for each in dict.fromkeys(headings) if each]
    batch = next(table.batches(names, rows=_SAMPLE, counted=unnamed))
    again = _again(batch.frame)
    also = {place for place, each in enumerate(headings) if each in again or (each and each in headings[:place])}
    also |= {place for place, filled in zip(unnamed, batch.filled, strict=True) if filled.rows}
    if holds_values(headings, also):
        yield first_line_fault(table.name, headings, also)


def _again(frame: pl.DataFrame) -> set[str]:
    """Headings that are values of their own column too, but for rows that are the headings once more."""
    same = {each.name: trimmed(each) == each.name for each in frame if each.dtype == pl.String}
    is_headings = reduce(operator.and_, same.values(), pl.repeat(value=True, n=frame.height, eager=True))
    return {name for name, is_same in same.items() if (is_same & ~is_headings).any()}


def _sample(table: Table) -> pl.DataFrame:
    headings = [each for each in dict.fromkeys(table.headings) if each]
    return next(table.batches(headings, rows=_SAMPLE)).frame.select(headings)


def _pairs(
    read: FactsRead, headings: Sequence[str], sample: pl.DataFrame
) -> tuple[dict[str, str], dict[tuple[str, str], Sampled]]:
    """The column that each fact seems to be in, and how each that might be is written."""
    ways: dict[tuple[str, str], Sampled] = {}
    scores = []
    for fact in read.facts:
        for heading in headings if fact.id not in read.lists else ():
            alike = likeness(heading, fact)
            if alike >= LEAST_LIKE:
                way = ways[fact.id, heading] = sampled(sample[heading], fact)
                scores.append((alike * way.share if way.share >= _SOUND else 0.0, fact.id, heading))
    return paired(scores), ways


def _fact(fact: FactDeclaration, column: str | None, ways: Mapping[tuple[str, str], Sampled]) -> Iterator[str]:
    yield from _folded_comment(f"{fact.label}{f' a {fact.measure.per}' if fact.measure and fact.measure.per else ''}")
    if column is None:
        if fact.nested:
            yield "# No file of them was given: give one with --members, or leave it at this."
            yield "not_in_file = true"
        else:
            yield "# No heading is like it. Give its column, or not_in_file = true."
            yield 'column = ""'
        return
    way = ways[fact.id, column]
    yield f"column = {_text(column)}"
    for name, value in way.keys.items():
        if name == "amounts":
            yield f"amounts = {_text(value or 'pounds or pence?')}"
        elif name != "values":
            yield f"{name} = {_text(value) if isinstance(value, str) else _list(value)}"
    if values := way.keys.get("values"):
        yield f"values = {{ {', '.join(f'{_text(word)} = {_value(value)}' for word, value in values.items())} }}"
    if way.other:
        what = "One other value" if way.other == 1 else f"{way.other:,} other values"
        yield f"# {what} in the first rows cannot be read so: those rows will be rejected."


def _unused(headings: Sequence[str], *, is_headed: bool) -> Iterator[str]:
    """The columns that nothing reads; not what may be somebody's values."""
    named = [each for each in headings if is_headed and not may_be_value(each)]
    rest = len(headings) - len(named)
    more = f"{' and ' if named else ''}{rest:,} more, which are not named here: they may be values" if rest else ""
    yield from _folded_comment(f"Columns that nothing reads: {', '.join(named)}{more}.")
    if not is_headed:
        yield "# No heading is like a fact. Does the first line name the columns?"


def _is_headed(sample: pl.DataFrame, read: FactsRead) -> bool:
    """Whether any heading is like a fact: then the first line surely names the columns."""
    return any(likeness(heading, fact) for heading in sample.columns for fact in read.facts)


def _key(sample: pl.DataFrame, like: Sequence[str], *, is_headed: bool) -> str:
    """The column that seems to tell rows apart, or to name the case; where nothing else is named, only by its words."""

    def fitness(column: str) -> tuple[int, bool, int]:
        words = words_of(column)
        named = [len(_KEY_WORDS) - _KEY_WORDS.index(each) for each in words if each in _KEY_WORDS]
        return len(set(words) & set(like)), bool(like) or is_key(sample[column]), max(named, default=0)

    best = max(sample.columns, key=fitness, default="")
    alike, is_fit, named = fitness(best) if best else (0, False, 0)
    return best if is_fit and (alike or named or (is_headed and not may_be_value(best))) else ""


def _complete(sample: pl.DataFrame, taken: set[str]) -> str:
    """The column that seems to say whether a list is complete."""
    found = [each for each in sample.columns if each not in taken and _COMPLETE_WORDS & set(words_of(each))]
    return found[0] if found else ""


def _completeness(cells: pl.Series, fact: FactDeclaration) -> str:
    """The column that says whether a list is complete, with the words that it has for yes and no."""
    words = (f", {name} = {_list(value)}" for name, value in sampled(cells, fact).keys.items())
    return f"{{ column = {_text(cells.name)}{''.join(words)} }}"


def _folded_comment(text: str) -> Iterator[str]:
    """Lines of a comment, in which TOML has no room for what nobody can see."""
    line = "#"
    for word in "".join(each if each.isprintable() or each.isspace() else "?" for each in text).split():
        if len(line) + len(word) >= _LONGEST_LINE:
            yield line
            line = "#"
        line += f" {word}"
    yield line


def _text(text: str) -> str:
    """A text of TOML: JSON's is one, but for a character that TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(words: Sequence[str]) -> str:
    return f"[{', '.join(map(_text, words))}]"


def _value(value: str | int) -> str:
    return str(value) if isinstance(value, int) else _text(value)
