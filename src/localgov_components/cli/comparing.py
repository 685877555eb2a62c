"""`localgov compare`: who gains, who loses and what it costs, when rules, policy or the date are others."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from localgov_components.cli.options import ON, OUTPUT, chosen_day
from localgov_components.cli.population import FILE, MEMBERS, SHEETS
from localgov_components.cli.schemes import POLICY, SCHEME, open_scheme
from localgov_components.core.errors import InvalidValueError
from localgov_components.core.files import replace_file
from localgov_components.eligibility import Bands, PublishedComparison, SchemeOn, compare, proposed
from localgov_components.eligibility.comparing import THRESHOLD
from localgov_components.policy import PolicySet
from localgov_components.rules.fact_data import declarations_of
from localgov_components.rules.plain_values import read_plain

if TYPE_CHECKING:
    from localgov_components.eligibility.comparing.case_files import Cases

__all__ = ["compare_command"]

_DAY = click.DateTime(["%Y-%m-%d"])
_WRITE: Mapping[str, Callable[[PublishedComparison], str]] = {
    "text": PublishedComparison.text,
    "csv": PublishedComparison.csv,
    "html": PublishedComparison.html,
    "json": lambda published: published.model_dump_json(indent=2),
}


class _Value(click.ParamType[tuple[str, str]]):
    """A policy value that is proposed: `capital_limit=16000.00`."""

    name = "KEY=VALUE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        key, divider, text = str(value).partition("=")
        if not divider:
            self.fail("Write the policy value and what it should be: capital_limit=16000.00", param, ctx)
        return key.strip(), text.strip()


@click.command("compare")
@click.argument("scheme", type=SCHEME)
@click.option("--input", "cases", type=FILE, required=True, help="The file of cases: Parquet, CSV or XLSX.")
@click.option("--mapping", type=FILE, help="The mapping file (TOML). Parquet with facts under their ids needs none.")
@MEMBERS
@click.option("--key", help="Without a mapping: the column by which members belong to their cases.")
@SHEETS
@ON
@POLICY
@click.option("--set", "values", type=_Value(), multiple=True, help="A policy value after. May be given several times.")
@click.option("--after-policy", type=FILE, help="The policy after: a document (JSON) or a file (TOML).")
@click.option("--after-scheme", type=SCHEME, help="The scheme after.")
@click.option("--after-on", type=_DAY, help="The day after.")
@click.option("--by", multiple=True, help="A column to tell it by, or bands of one, like age:18,25,65.")
@click.option("--counted", default="cases", show_default=True, help="What a row is, in the plural, like households.")
@click.option("--title", default="", help="The title of the report.")
@click.option(
    "--threshold", type=int, default=THRESHOLD, show_default=True, help="Hide what stands for fewer. 0 hides nothing."
)
@click.option("--format", "form", type=click.Choice(list(_WRITE)), default="text", show_default=True)
@OUTPUT
def compare_command(  # noqa: PLR0913 - one parameter for each option
    *,
    scheme: Path,
    cases: Path,
    mapping: Path | None,
    members: Sequence[tuple[str, Path]],
    key: str | None,
    sheets: Sequence[tuple[str, str]],
    on: datetime | None,
    policy: Path | None,
    values: Sequence[tuple[str, str]],
    after_policy: Path | None,
    after_scheme: Path | None,
    after_on: datetime | None,
    by: Sequence[str],
    counted: str,
    title: str,
    threshold: int,
    form: str,
    output: Path | None,
) -> None:
    """Decide everybody in a file twice by SCHEME, and tell who gains, who loses, and what it costs.

    SCHEME is the folder of a service or of a scheme, or a scheme document. What differs after is said by one of --set,
    --after-policy, --after-scheme and --after-on, or several of them.
    """
    if not (values or after_policy or after_scheme or after_on):
        raise click.UsageError("Say what differs after: --set, --after-policy, --after-scheme or --after-on.")
    read = [cases, mapping, *(path for _, path in members), policy, after_policy, scheme, after_scheme]
    if output is not None and output.resolve() in {each.resolve() for each in read if each is not None}:
        raise click.UsageError(f"'{output}' is read, and would be written over. Give the output another name.")
    opened, day = open_scheme(scheme, policy), chosen_day(on)
    before = opened.scheme.on(day, policy=opened.policy)
    other = open_scheme(after_scheme or scheme, after_policy or policy)
    later = after_on.date() if after_on else day
    after = other.scheme.on(later, policy=_proposed(other.policy, values, later))
    told = [_told(each) for each in by]
    found = _cases(after, cases, mapping, dict(members), key, dict(sheets), told)
    comparison = compare(before, after, found.frame, by=told, **found.about)
    published = comparison.published(title=title, counted=counted, threshold=threshold, rejected=found.rejected)
    _write(_WRITE[form](published), output)


def _proposed(policy: PolicySet, values: Sequence[tuple[str, str]], day: date) -> PolicySet:
    """The policy with the values that are proposed, each read as its key is declared."""
    read = {}
    for key, text in values:
        declared = policy.declarations.get(key)
        try:
            read[key] = text if declared is None else read_plain(text, declared.type)
        except InvalidValueError as error:
            raise click.UsageError(f"--set {key}: {error}") from None
    return proposed(policy, read, on=day) if read else policy


def _told(text: str) -> str | Bands:
    return Bands.parse(text) if ":" in text else text


def _cases(
    after: SchemeOn,
    cases: Path,
    mapping: Path | None,
    members: Mapping[str, Path],
    key: str | None,
    sheets: Mapping[str, str],
    told: Sequence[str | Bands],
) -> "Cases":
    from localgov_components.eligibility.comparing.case_files import read_cases, scan_cases

    if mapping is None:
        return scan_cases(cases, members, key)
    from localgov_components.eligibility.population.files import read_mapping

    facts = declarations_of(after.scheme.vocabularies)
    columns = [each if isinstance(each, str) else each.column for each in told]
    read = read_mapping(mapping.read_bytes(), scheme=after.scheme, source=mapping.name)
    return read_cases(cases, read, members, keep=[each for each in columns if each not in facts], sheets=sheets)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text)
    else:
        replace_file(output, f"{text.rstrip()}\n".encode())
        click.echo(f"Written to {output}")
