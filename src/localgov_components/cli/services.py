"""`localgov check`, `scenarios`, `decide` and `diagram`: a service looked at without running it."""

import json
from datetime import datetime
from pathlib import Path
from typing import TextIO

import click

from localgov_components.cli.errors import ExitCode
from localgov_components.cli.options import FOLDER, ON, OUTPUT, chosen_day, write_text
from localgov_components.core.errors import DefinitionError, Fault, NotFoundError
from localgov_components.core.messages import Catalogue
from localgov_components.eligibility import Decision, Outcome
from localgov_components.forms import diagram as draw
from localgov_components.policy import PolicySet
from localgov_components.rules import Known
from localgov_components.services import CouncilService, Scenario, load, read_scenarios, run_scenarios

__all__ = ["check", "decide", "diagram", "scenarios"]


@click.command()
@click.argument("folders", nargs=-1, required=True, type=FOLDER)
def check(folders: tuple[Path, ...]) -> None:
    """Look for mistakes in FOLDERS: shared services, or what councils made of them."""
    refused = False
    for folder in folders:
        try:
            load(folder)
        except DefinitionError as error:
            refused = True
            click.echo(f"{folder}: {error}", err=True)
        else:
            click.echo(f"{folder}: no mistakes")
    if refused:
        raise SystemExit(ExitCode.REFUSED)


@click.command()
@click.argument("folder", type=FOLDER)
@click.argument("tables", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def scenarios(folder: Path, tables: tuple[Path, ...]) -> None:
    """Decide every applicant of TABLES (YAML or CSV) and compare with what is expected.

    Without TABLES, the scenarios files in FOLDER itself.
    """
    found = load(folder)
    tables = tables or tuple(sorted(folder.glob("scenarios.*")))
    if not tables:
        raise NotFoundError(
            f"no scenarios in '{folder}'. Write scenarios.yaml or scenarios.csv.", code="scenarios.none"
        )
    failed = passed = 0
    for table in tables:
        for result in run_scenarios(_read(table), service=found.service, policy=found.policy):
            click.echo(f"{'ok  ' if result.passed else 'FAIL'}  {result.scenario.name}")
            for difference in result.differences:
                click.echo(f"      {difference}")
            passed, failed = passed + result.passed, failed + (not result.passed)
    click.echo(f"{passed} passed, {failed} failed")
    if failed:
        raise SystemExit(ExitCode.NO)


@click.command()
@click.argument("folder", type=FOLDER)
@click.argument("facts", type=click.File(encoding="utf-8"))
@ON
@click.option("--explain", is_flag=True, help="Show law, policy values and rule ids too.")
@click.option("--json", "as_json", is_flag=True, help="Write the decision record as JSON.")
def decide(folder: Path, facts: TextIO, on: datetime | None, *, explain: bool, as_json: bool) -> None:
    """Decide one case by the scheme in FOLDER.

    FACTS is a JSON file of values by fact id, or - for standard input; a fact left out is unknown.
    """
    found = load(folder)
    known = Known.parse(_json(facts.read(), facts.name), facts=found.service.facts, source=facts.name)
    decision = found.service.scheme.decide(known, on=chosen_day(on), policy=found.policy)
    if as_json:
        click.echo(decision.record().model_dump_json(indent=2))
        return
    click.echo("\n".join(_told(decision, found.policy, explain=explain)))
    if found.service.charge.applies(decision):
        words = found.words(decision.on) if isinstance(found, CouncilService) else found.words
        charge = found.service.charge_for(decision, policy=found.policy, words=words)
        click.echo(f"  charge: {charge.total.format()} ({charge.summary})")


@click.command()
@click.argument("folder", type=FOLDER)
@ON
@OUTPUT
def diagram(folder: Path, on: datetime | None, output: Path | None) -> None:
    """Draw every route through the form of FOLDER, as Mermaid text."""
    found = load(folder)
    words: Catalogue = found.words(chosen_day(on)) if isinstance(found, CouncilService) else found.words
    write_text(draw(found.service.form, words).rstrip("\n"), output)


def _read(table: Path) -> tuple[Scenario, ...]:
    return read_scenarios(table.read_text(encoding="utf-8-sig"), source=table.name)


def _told(decision: Decision, policy: PolicySet, *, explain: bool) -> list[str]:
    lines = [f"{decision.scheme}: {decision.outcome.value.replace('-', ' ')}"]
    for reason in decision.reasons:
        lines += [f"  because {statement}" for statement in reason.statements]
        if explain:
            lines.append(f"    rule {reason.rule}{f' ({reason.cites})' if reason.cites else ''}")
            for used in reason.policy:
                label = policy.declarations[used.key].label
                aside = f", set aside locally: {used.set_aside.basis}" if used.set_aside else ""
                lines.append(f"    {label}: set by {used.owner} ({used.layer}) from {used.effective_from}{aside}")
    if decision.outcome is Outcome.UNDECIDED:
        lines.append(f"  still needed: {', '.join(decision.still_needed)}")
        lines.append(f"  ask next: {decision.next_question}")
    return lines


def _json(text: str, source: str) -> dict[str, object]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise DefinitionError([Fault(source, f"not JSON: {error.msg}", error.lineno, error.colno)]) from error
    if not isinstance(data, dict):
        raise DefinitionError([Fault(source, "not an object of values by fact id")])
    return data
