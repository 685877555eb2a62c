"""A folder with households and members for the scheme of examples/council_support, and the mapping of their columns."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.eligibility import SchemeOn
from localgov_components.eligibility.population.files import FileMapping, Job, Summary, decide_file, read_mapping
from localgov_components.eligibility.scheme_files import load_scheme

__all__ = ["BOUND", "CASES", "DAY", "EXAMPLE", "MAPPING", "PEOPLE", "Folder", "faults_of", "mapping"]

EXAMPLE = Path(__file__).parents[4] / "examples" / "council_support"
DAY = date(2026, 5, 1)
_FOUND = load_scheme(EXAMPLE)
BOUND: SchemeOn = _FOUND.scheme.on(DAY, policy=_FOUND.policy)

MAPPING = """\
format = 1
key = "Claim"

[facts."household.pension_age"]
column = "Pensioner"
yes = ["Y"]
no = ["N"]

[facts."household.capital"]
column = "Savings"
amounts = "pounds"
unknown = ["n/k"]

[facts."household.income"]
column = "Income"
amounts = "pounds"

[facts."household.council_tax"]
column = "Council tax"
amounts = "pence"

[members."household.members"]
key = "Claim"
complete = { column = "All told", yes = ["Y"], no = ["N"] }

[members."household.members".facts."member.is_partner"]
column = "Partner"

[members."household.members".facts."member.born"]
column = "DOB"
dates = "DD/MM/YYYY"

[members."household.members".facts."member.earnings"]
column = "Earnings"
amounts = "pounds"
"""
CASES = """\
Claim,Ward,Pensioner,Savings,Income,Council tax,All told
1,North,N,"£1,000.00",100,3000,Y
2,South,Y,n/k,,3000,
3,South,N,20000,10.50,3000,
4,North,N,n/k,10.50,3000,Y
"""
PEOPLE = """\
Claim;Partner;DOB;Earnings
1;yes;01/02/1980;10
1;no;31/12/2010;0
4;no;1/2/1980;150.00
"""


def mapping(text: str = MAPPING) -> FileMapping:
    """A mapping for the scheme."""
    return read_mapping(text.encode(), scheme=BOUND.scheme, source="mapping.toml")


def faults_of(text: str) -> list[tuple[int | None, Any, str]]:
    """The line, the key and the message of every mistake of a mapping."""
    with pytest.raises(DefinitionError) as refused:
        mapping(text)
    return [(each.line, each.column, each.message) for each in refused.value.faults]


class Folder:
    """A folder with the files, and what comes of them."""

    def __init__(self, path: Path, *, cases: str = CASES, people: str = PEOPLE, output: str = "decided.csv") -> None:
        self.path = path
        self.cases = path / "households.csv"
        self.people = path / "people.csv"
        self.output = path / output
        self.cases.write_text(cases, encoding="utf-8")
        self.people.write_text(people, encoding="utf-8")

    def job(self, *, text: str = MAPPING, keep: Sequence[str] = (), **options: Any) -> Job:  # noqa: ANN401 - what a job takes
        """The job of deciding them."""
        members = options.pop("members", {"household.members": self.people})
        cases = options.pop("cases", self.cases)
        return Job(BOUND, cases, mapping(text), self.output, members, keep, **options)

    def decide(self, **options: Any) -> Summary:  # noqa: ANN401 - as job
        """Decide them."""
        return decide_file(self.job(**options))

    def faults(self, **options: Any) -> list[Fault]:  # noqa: ANN401 - as job
        """Every mistake for which nothing is decided."""
        with pytest.raises(DefinitionError) as refused:
            self.decide(**options)
        return list(refused.value.faults)

    @property
    def decided(self) -> list[list[str]]:
        """The lines of a CSV output, cell by cell."""
        return _cells(self.output)

    @property
    def rejects(self) -> list[list[str]]:
        """The lines of the list of rejects, without the headings."""
        return _cells(self.output.with_name("decided.rejects.csv"))[1:]

    @property
    def names(self) -> set[str]:
        """What is in the folder, beside the input."""
        return {each.name for each in self.path.iterdir()} - {self.cases.name, self.people.name}


def _cells(path: Path) -> list[list[str]]:
    return [line.split(",") for line in path.read_bytes().decode("utf-8-sig").split("\r\n")[:-1]]
