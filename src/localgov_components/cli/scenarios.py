"""`localgov scenarios`: tables of cases decided and compared, and what of the scheme they show."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click

from localgov_components.cli.errors import ExitCode
from localgov_components.cli.options import ON, chosen_day
from localgov_components.cli.schemes import POLICY, SCHEME, Opened, open_scheme
from localgov_components.core.errors import DefinitionError, Fault, NotFoundError
from localgov_components.eligibility import scenarios as of_scheme
from localgov_components.eligibility.coverage import Coverage, Suggestion, Suggestions, Target, suggest
from localgov_components.eligibility.scenarios import Draft, Scenario, ScenarioResult, write_drafts
from localgov_components.rules import PolicyLookup
from localgov_components.rules.fact_data import write_known
from localgov_components.services import scenarios as of_service

__all__ = ["scenarios"]

_NAMES = ("scenarios.csv", "scenarios.xlsx", "scenarios.yaml")


@click.command()
@click.argument("scheme", type=SCHEME)
@click.argument("tables", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@POLICY
@click.option("--sheet", help="The sheet to read, of an XLSX table that has several.")
@click.option("--coverage", is_flag=True, help="Show which rules, conditions and thresholds no scenario shows.")
@click.option("--strict", is_flag=True, help="Fail too when a scenario could show what none does.")
@click.option(
    "--suggest",
    "suggested",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write scenarios that show the rest to this new file (YAML, CSV or XLSX), for you to say what is expected.",
)
@ON
@click.option("--json", "as_json", is_flag=True, help="Write everything as JSON.")
def scenarios(  # noqa: PLR0913 - one parameter for each option
    *,
    scheme: Path,
    tables: tuple[Path, ...],
    policy: Path | None,
    sheet: str | None,
    suggested: Path | None,
    on: datetime | None,
    coverage: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Decide every case of TABLES (YAML, CSV or XLSX) by SCHEME and compare with what is expected.

    SCHEME is the folder of a service or of a scheme, or a scheme document. Without TABLES, the scenarios in the folder
    itself. The day of suggestions is --on, or else the last day of a scenario, or today.
    """
    if suggested is not None and suggested.exists():
        raise click.UsageError(f"'{suggested}' is there already. Give another name: nothing is written over.")
    opened = open_scheme(scheme, policy)
    tables = tables or tuple(scheme / name for name in _NAMES if (scheme / name).is_file())
    if not tables and suggested is None:
        raise NotFoundError(f"no scenarios in '{scheme}'. Write {' or '.join(_NAMES)}.", code="scenarios.none")
    cases = _read(tables, opened, sheet)
    results = list(_run(cases, opened))
    shown = None
    if coverage or strict or suggested is not None:
        day = on.date() if on else max((each.on for each in cases), default=chosen_day(None))
        shown = _Shown.of(opened, results, day)
    click.echo(_data(opened, results, shown) if as_json else "\n".join(_lines(results, shown if coverage else None)))
    if shown is not None and suggested is not None:
        drafts = [Draft(each.name, shown.day, each.known) for each in shown.found.suggestions]
        write_drafts(drafts, suggested, facts=opened.facts)
        click.echo(f"{len(drafts)} suggested: say in {suggested} what is expected of each", err=as_json)
    is_short = strict and shown is not None and bool(shown.found.suggestions)
    if is_short or not all(result.passed for result in results):
        raise SystemExit(ExitCode.NO)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What scenarios show of a scheme, and what would show the rest on a day."""

    coverage: Coverage
    found: Suggestions
    day: date
    policy: PolicyLookup

    @classmethod
    def of(cls, opened: Opened, results: Sequence[ScenarioResult], day: date) -> "_Shown":
        decisions = ((each.scenario.name, each.decision) for each in results if each.decision is not None)
        coverage = Coverage.of(opened.scheme, decisions)
        found = suggest(coverage, on=day, policy=opened.policy)
        return cls(coverage, found, day, opened.policy.on(day))

    @property
    def reachable(self) -> int:
        """How many targets there are, without those for which no case was found."""
        return len(self.coverage.shown) - (0 if self.found.is_cut else len(self.found.unreached))

    def words(self, target: Target) -> str:
        return f"{target.place}: {target.words(self.policy)}"

    def lines(self) -> Iterator[str]:
        covered = len(self.coverage.shown) - len(self.coverage.missing)
        yield f"{covered} of {self.reachable} parts of the rules are shown"
        if self.found.suggestions:
            yield "not shown, with a case that would:"
        for each in self.found.suggestions:
            yield from (f"  {self.words(target)}" for target in each.targets)
            yield f"    facts: {json.dumps(write_known(each.known), ensure_ascii=False)}"
        if self.found.is_cut:
            yield f"{len(self.found.unreached)} more were not looked for: write scenarios for these first"
        elif self.found.unreached:
            yield "no case was found that shows:"
            yield from (f"  {self.words(target)}" for target in self.found.unreached)

    def data(self) -> dict[str, object]:
        suggestions = {target: each for each in self.found.suggestions for target in each.targets}
        parts = [self._part(target, names, suggestions.get(target)) for target, names in self.coverage.shown.items()]
        covered = len(self.coverage.shown) - len(self.coverage.missing)
        return {
            "on": self.day.isoformat(),
            "shown": covered,
            "of": self.reachable,
            "is_cut": self.found.is_cut,
            "parts": parts,
        }

    def _part(self, target: Target, names: tuple[str, ...], suggestion: Suggestion | None) -> dict[str, object]:
        return {
            "kind": target.kind,
            "place": target.place,
            "words": target.words(self.policy),
            "shown_by": list(names),
            "suggestion": None if suggestion is None else write_known(suggestion.known),
        }


def _read(tables: Sequence[Path], opened: Opened, sheet: str | None) -> list[Scenario]:
    """The scenarios of all tables, or the mistakes of all of them."""
    found: list[Scenario] = []
    faults: list[Fault] = []
    for table in tables:
        only = sheet if table.suffix.lower() == ".xlsx" else None
        try:
            if opened.service is not None:
                found += of_service.read_scenarios(table, service=opened.service.service, sheet=only)
            else:
                found += of_scheme.read_scenarios(table, scheme=opened.scheme, sheet=only)
        except DefinitionError as error:
            faults += error.faults
    DefinitionError.raise_for(faults)
    return found


def _run(cases: Sequence[Scenario], opened: Opened) -> Iterator[ScenarioResult]:
    if opened.service is not None:
        return of_service.run_scenarios(cases, service=opened.service.service, policy=opened.policy)
    return of_scheme.run_scenarios(cases, scheme=opened.scheme, policy=opened.policy)


def _lines(results: Sequence[ScenarioResult], shown: _Shown | None) -> Iterator[str]:
    for result in results:
        yield f"{'ok  ' if result.passed else 'FAIL'}  {result.scenario.name}"
        yield from (f"      {difference}" for difference in result.differences)
    passed = sum(result.passed for result in results)
    yield f"{passed} passed, {len(results) - passed} failed"
    if shown is not None:
        yield from shown.lines()


def _data(opened: Opened, results: Sequence[ScenarioResult], shown: _Shown | None) -> str:
    found = [
        {
            "name": each.scenario.name,
            "place": each.scenario.place,
            "passed": each.passed,
            "differences": list(each.differences),
        }
        for each in results
    ]
    passed = sum(each.passed for each in results)
    data: dict[str, object] = {"scheme": opened.scheme.id, "passed": passed, "failed": len(results) - passed}
    data["scenarios"] = found
    if shown is not None:
        data["coverage"] = shown.data()
    return json.dumps(data, indent=2, ensure_ascii=False)
