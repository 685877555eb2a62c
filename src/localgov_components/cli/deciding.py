"""`localgov decide`: one case decided, told as the applicant or as an auditor would read it."""

import json
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import click

from localgov_components.cli.options import ON, chosen_day
from localgov_components.cli.schemes import POLICY, SCHEME, Opened, open_scheme
from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.json_text import MOST_CHARACTERS, read_json
from localgov_components.eligibility import Decision, applicant_notice, audit_report
from localgov_components.eligibility.changes import NearestChanges
from localgov_components.rules import Known
from localgov_components.rules.fact_data import write_known
from localgov_components.rules.reading import read_value
from localgov_components.services import CouncilService

__all__ = ["decide"]


@click.command()
@click.argument("scheme", type=SCHEME)
@click.argument("facts", type=click.File("rb"))
@ON
@POLICY
@click.option("--explain", is_flag=True, help="Tell it as an auditor reads it: rules, law, policy values and facts.")
@click.option("--json", "as_json", is_flag=True, help="Write what is told as JSON.")
@click.option("--record", "as_record", is_flag=True, help="Write the decision record as JSON, to be kept.")
@click.option("--about", help="What the help is called in a sentence, such as 'a cheaper bin'. Its id when left out.")
@click.option("--language", type=click.Choice(["en", "cy"]), default="en", show_default=True)
def decide(  # noqa: PLR0913 - one parameter for each option
    *,
    scheme: Path,
    facts: BinaryIO,
    on: datetime | None,
    policy: Path | None,
    about: str | None,
    language: str,
    explain: bool,
    as_json: bool,
    as_record: bool,
) -> None:
    """Decide one case by SCHEME: the folder of a service or of a scheme, or a scheme document.

    FACTS is a JSON file of values by fact id, or - for standard input; a fact left out is unknown.
    """
    if as_record and (explain or as_json):
        raise click.UsageError("--record writes all of it as JSON. Leave --explain and --json out.")
    opened = open_scheme(scheme, policy)
    decision = opened.scheme.decide(_known(facts, opened), on=chosen_day(on), policy=opened.policy)
    if as_record:
        click.echo(decision.record().model_dump_json(indent=2))
    elif explain:
        click.echo(_explained(decision, language, as_json=as_json))
    else:
        notice = applicant_notice(
            decision, about=about or opened.scheme.id.replace("-", " "), review="", language=language
        )
        click.echo(notice.model_dump_json(indent=2) if as_json else notice.text())
    if not as_record and not as_json:
        _show_charge(opened, decision)


def _known(facts: BinaryIO, opened: Opened) -> Known:
    source = getattr(facts, "name", "<stdin>")  # not every standard input has a name
    data = read_json(facts.read(MOST_CHARACTERS + 1), source=source)
    if not isinstance(data, dict):
        raise DefinitionError([Fault(source, "not an object of values by fact id")])
    return Known.parse(data, facts=opened.facts, source=source)


def _explained(decision: Decision, language: str, *, as_json: bool) -> str:
    report, changes = audit_report(decision, language=language), decision.nearest_changes
    if as_json:
        data = {"report": report.model_dump(mode="json"), "nearest_changes": _changes_data(changes)}
        return json.dumps(data, indent=2, ensure_ascii=False)
    return f"{report.text()}\n\n{_changes_text(changes)}" if changes.changes else report.text()


def _changes_text(changes: NearestChanges) -> str:
    title = "One change that would make the case eligible"
    lines = [title, "-" * len(title), ""]
    for each in changes.changes:
        proven = "" if each.is_proven else "; the nearest that was found"
        lines.append(f"- {each.fact}: {read_value(each.value)}{proven}")
    if changes.is_cut:
        lines.append("There was more to try than was tried.")
    return "\n".join(lines)


def _changes_data(changes: NearestChanges) -> dict[str, object]:
    found = [
        {"fact": each.fact, "value": write_known(Known({"value": each.value}))["value"], "is_proven": each.is_proven}
        for each in changes.changes
    ]
    return {"changes": found, "is_cut": changes.is_cut}


def _show_charge(opened: Opened, decision: Decision) -> None:
    """What a service charges, once everything that sets it is known."""
    found = opened.service
    if found is not None and found.service.charge.applies(decision):
        words = found.words(decision.on) if isinstance(found, CouncilService) else found.words
        charge = found.service.charge_for(decision, policy=found.policy, words=words)
        click.echo(f"\nCharge: {charge.total.format()} ({charge.summary})")
