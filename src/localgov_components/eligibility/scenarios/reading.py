r"""Scenarios read from a file, with every mistake and the cell or the line that it is in.

>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.rules import Fact, Facts, fact
>>> class Household(Facts, id="household"):
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> scheme = Scheme("concession", facts=[Household], eligible=[rule("blue-badge", Household.badge)])
>>> table = b"name,date,household.badge,outcome,reasons\nA badge,2026-05-01,yes,eligible,blue-badge\n"
>>> (scenario,) = parse_scenarios(table, name="cases.csv", scheme=scheme)
>>> scenario.name, scenario.expect.reasons
('A badge', ('blue-badge',))
>>> parse_scenarios(b"name,date,household.badge,outcome\n,1 May,perhaps,maybe\n", name="cases.csv", scheme=scheme)
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 4 mistakes; nothing was loaded:
  cases.csv, cell C2: neither yes nor no. Write yes, no, true or false
  cases.csv, row 2: no name. Say in a few words who it is
  cases.csv, cell B2: not a day. Write it like 2026-05-01
  cases.csv, cell D2: not an outcome. Write one of: eligible, not-eligible, refer, undecided
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.grid import MOST_BYTES, Grid
from localgov_components.core.plurals import counted
from localgov_components.eligibility.outcome import Outcome
from localgov_components.eligibility.scenarios.entry import EXPECTED, Entry, Where, Written, paths_of
from localgov_components.eligibility.scenarios.listing import read_listing
from localgov_components.eligibility.scenarios.scenario import NONE, Expected, Scenario
from localgov_components.eligibility.scenarios.table import read_table
from localgov_components.rules import FactDeclaration, Facts, Known, Members
from localgov_components.rules.fact_data import declarations_of

if TYPE_CHECKING:
    from localgov_components.eligibility.scheme import Scheme

__all__ = ["parse_scenarios", "read_scenarios"]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_NUMBER = re.compile(r"\[[1-9][0-9]*\]", re.ASCII)
_MOST_FAULTS = 100
_MOST_MEMBERS = 100_000


def read_scenarios(
    path: Path,
    *,
    scheme: "Scheme",
    facts: Iterable[type[Facts] | FactDeclaration] | None = None,
    also: Mapping[str, Any] | None = None,
    sheet: str | None = None,
) -> tuple[Scenario, ...]:
    """Read a YAML, CSV or XLSX file, as its name says.

    `sheet` names one of several sheets. `facts` are the vocabularies that cases may have facts of: those of the scheme,
    when left out. `also` are headings of what may be expected beside the decision, with their types. Raises
    `DefinitionError` with every mistake.
    """
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    return parse_scenarios(content, name=path.name, scheme=scheme, facts=facts, also=also, sheet=sheet)


def parse_scenarios(
    content: bytes,
    *,
    name: str,
    scheme: "Scheme",
    facts: Iterable[type[Facts] | FactDeclaration] | None = None,
    also: Mapping[str, Any] | None = None,
    sheet: str | None = None,
) -> tuple[Scenario, ...]:
    """Read the content of such a file."""
    declared = declarations_of(scheme.vocabularies if facts is None else facts)
    reader = _Reader(scheme, declared, dict(also or {}))
    entries: Iterable[Entry]
    match PurePath(name).suffix.lower():
        case ".yaml" | ".yml" if sheet is None:
            entries = read_listing(content, name, declared, (*EXPECTED, *reader.also), reader.faults)
        case ".csv" | ".xlsx":
            grid = Grid.parse(content, name=name, sheet=sheet)
            entries = read_table(grid, declared, (*EXPECTED, *reader.also), reader.faults)
        case ".yaml" | ".yml":
            raise DefinitionError([Fault(name, "a YAML file has no sheets. Leave the name of the sheet out")])
        case _:
            message = "neither YAML, CSV nor XLSX by its name. Save it under a name that ends so"
            raise DefinitionError([Fault(name, message)])
    scenarios = tuple(_bounded(map(reader.scenario, entries), name))
    DefinitionError.raise_for(_listed(reader.faults, name))
    return scenarios


def _bounded(scenarios: Iterable[Scenario], name: str) -> Iterator[Scenario]:
    """The same; a small table may say of each of many rows that it has a thousand members."""
    members = 0
    for scenario in scenarios:
        lists = (value for value in scenario.known.stored.values() if isinstance(value, Members))
        members += sum(map(len, lists))
        if members > _MOST_MEMBERS:
            raise DefinitionError([Fault(name, f"more than {_MOST_MEMBERS:,} members in all. Divide the file")])
        yield scenario


def _listed(faults: list[Fault], name: str) -> list[Fault]:
    more = len(faults) - _MOST_FAULTS
    if more <= 0:
        return faults
    left = counted(more, "more mistake is", "more mistakes are")
    return [*faults[:_MOST_FAULTS], Fault(name, f"{left} not listed. Put these right first")]


class _Reader:
    """Makes scenarios of entries; mistakes are collected."""

    def __init__(self, scheme: "Scheme", declared: Mapping[str, FactDeclaration], also: Mapping[str, Any]) -> None:
        self.faults: list[Fault] = []
        self.also = also
        self._scheme, self._declared = scheme, declared
        self._paths = frozenset(paths_of(declared))
        results = {"tier": scheme.tier, "award": scheme.award}
        self._types = {name: each.value_type for name, each in results.items() if each is not None} | dict(also)

    def scenario(self, entry: Entry) -> Scenario:
        """A scenario, of which nothing is to be used when there are mistakes."""
        name, day, known_at = (entry.fields.get(each) for each in ("name", "date", "known_at"))
        if name is None or not name.text.strip():
            self.faults.append(entry.where("no name. Say in a few words who it is"))
        return Scenario(
            name=" ".join(name.texts) if name else "",
            on=self._day(day, entry.where),
            known=self._known(entry),
            expect=self._expected(entry),
            known_at=None if known_at is None else self._instant(known_at),
            place=entry.place,
        )

    def _known(self, entry: Entry) -> Known:
        try:
            return Known.parse(entry.facts, facts=tuple(self._declared.values()))
        except DefinitionError as error:
            self.faults += [entry.of_fact(str(each.column or ""))(each.message) for each in error.faults]
            return Known()

    def _day(self, written: Written | None, where: Where) -> date:
        try:
            if written is not None and _DAY.fullmatch(written.text):
                return date.fromisoformat(written.text)
            message = (
                "no date. Give the day of the decision" if written is None else "not a day. Write it like 2026-05-01"
            )
        except ValueError:
            message = "no such day. Write it like 2026-05-01"
        self.faults.append((written.where if written else where)(message))
        return date.min

    def _instant(self, written: Written) -> datetime | None:
        try:
            instant = datetime.fromisoformat(written.text)
            if instant.tzinfo is not None:
                return instant.astimezone(UTC)
        except ValueError:
            pass
        self.faults.append(written.where("not an instant with its time zone. Write it like 2026-02-01T09:00:00Z"))
        return None

    def _expected(self, entry: Entry) -> Expected:
        fields = entry.fields
        question = fields.get("next_question")
        return Expected(
            outcome=self._outcome(fields.get("outcome"), entry.where),
            tier=self._value("tier", entry),
            award=self._value("award", entry),
            reasons=self._ids(fields.get("reasons"), frozenset(self._scheme.expressions), "rule"),
            still_needed=self._ids(fields.get("still_needed"), self._paths, "fact"),
            next_question=next(iter(self._ids(question, self._paths, "fact") or [NONE])) if question else None,
            also={name: value for name in self.also if (value := self._value(name, entry)) is not None},
        )

    def _outcome(self, written: Written | None, where: Where) -> Outcome:
        if written is not None and written.text in list(Outcome):
            return Outcome(written.text)
        one_of = f"Write one of: {', '.join(Outcome)}"
        if written is None:
            self.faults.append(where(f"no outcome: it is for a person to say what is expected. {one_of}"))
        else:
            self.faults.append(written.where(f"not an outcome. {one_of}"))
        return Outcome.UNDECIDED

    def _value(self, name: str, entry: Entry) -> Any:  # noqa: ANN401 - of the type of the result
        written = entry.fields.get(name)
        if written is None:
            return None
        if name not in self._types:
            self.faults.append(written.where(f"the scheme gives no {name}. Leave it out"))
            return None
        declaration = FactDeclaration(name, name, self._types[name], name)
        try:
            return Known.parse({name: written.text}, facts=[declaration])[name]
        except DefinitionError as error:
            self.faults += [written.where(each.message) for each in error.faults]
            return None

    def _ids(self, written: Written | None, known: frozenset[str], noun: str) -> tuple[str, ...] | None:
        """Ids of rules, or ids and paths of facts."""
        if written is None:
            return None
        if written.texts in ((NONE,), ()):
            return ()
        if not all(_NUMBER.sub("", each) in known for each in written.texts):
            self.faults.append(written.where(f"no such {noun}. There are: {', '.join(sorted(known))}"))
        return written.texts
