"""Files of random households, decided by random schemes, against the decision on each of them alone."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.eligibility.cases import ON, POLICY_SET, schemes
from tests.rules.vocabulary import VALUES, Household, Income, Member, partial

from localgov_components.eligibility import Decision, Scheme
from localgov_components.eligibility.population.files import Job, decide_file, read_mapping
from localgov_components.money import Money
from localgov_components.rules import FactDeclaration, Judgement, Known, Members, Unknown, UnknownReason

CASES, PEOPLE, INCOMES = (
    {each.id: each for each in kind.declarations.values() if not each.nested} for kind in (Household, Member, Income)
)


def mapping() -> str:
    """Amounts are in pounds, and one of them in pence; one date is as people write it."""

    def facts(path: str, declared: Mapping[str, FactDeclaration]) -> str:
        lines = []
        for id_, fact in declared.items():
            more = ""
            if fact.type is Money:
                more = f', amounts = "{"pence" if id_ == "household.capital" else "pounds"}"'
            if id_ == "household.born":
                more = ', dates = "DD/MM/YYYY"'
            lines.append(f'"{id_}" = {{ column = "{fact.label}"{more} }}')
        return "\n".join([f"[{path}facts]", *lines, ""])

    return "\n".join(
        [
            "format = 1",
            'key = "key"',
            facts("", CASES),
            '[members."household.members"]',
            'key = "key"\nid = "person"\ncomplete = { column = "all members" }',
            facts('members."household.members".', PEOPLE),
            '[members."member.incomes"]',
            'key = ["key", "person"]\ncomplete = { column = "all incomes" }',
            facts('members."member.incomes".', INCOMES),
        ]
    )


MAPPING = mapping()
DECLARED = [*CASES, "household.members", *PEOPLE, "member.incomes", *INCOMES]


def value_of(known: Known, id_: str) -> Any:  # noqa: ANN401
    """What a file would have for a fact: nothing for what is unknown for any reason."""
    stored = known.stored.get(id_)
    if isinstance(stored, Judgement):
        return None if stored.until is not None and stored.until < ON else stored.value
    return None if isinstance(stored, Unknown | UnknownReason) else stored


def cell(value: Any, fact: FactDeclaration) -> str | None:  # noqa: ANN401
    match value:
        case None:
            return None
        case bool():
            return "yes" if value else "no"
        case Money():
            return str(value.pence) if fact.id == "household.capital" else value.format()
        case Enum():
            return str(value.value).upper()
        case date() if fact.id == "household.born":
            return f"{value.day}/{value.month}/{value.year:04}"
        case _:
            return str(value)


def rows(known: Known, declared: Mapping[str, FactDeclaration]) -> dict[str, str | None]:
    return {fact.label: cell(value_of(known, id_), fact) for id_, fact in declared.items()}


def tables(cases: Sequence[Known]) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """The same as three tables of text."""
    households: list[dict[str, Any]] = []
    people: list[dict[str, Any]] = []
    incomes: list[dict[str, Any]] = []
    for number, known in enumerate(cases):
        members = value_of(known, "household.members")
        told = None if members is None else cell(members.complete, CASES["household.credit"])
        households.append({"key": f"C{number}", **rows(known, CASES), "all members": told})
        for person, member in enumerate(members.items if members else ()):
            inner = value_of(member, "member.incomes")
            all_incomes = None if inner is None else cell(inner.complete, CASES["household.credit"])
            keys = {"key": f"C{number}", "person": str(person)}
            people.append({**keys, **rows(member, PEOPLE), "all incomes": all_incomes})
            incomes += ({**keys, **rows(each, INCOMES)} for each in (inner.items if inner else ()))

    def frame(data: list[dict[str, Any]], columns: Sequence[str]) -> pl.DataFrame:
        return pl.DataFrame(data, schema=dict.fromkeys(columns, pl.String))

    labels = [[fact.label for fact in each.values()] for each in (CASES, PEOPLE, INCOMES)]
    return (
        frame(households, ["key", *labels[0], "all members"]),
        frame(people, ["key", "person", *labels[1], "all incomes"]),
        frame(incomes, ["key", "person", *labels[2]]),
    )


def as_read(known: Known) -> Known:
    """What is known once a file was read: why something is unknown is lost."""
    values = {}
    for id_ in known.stored:
        value = value_of(known, id_)
        if isinstance(value, Members):
            value = Members([as_read(each) for each in value.items], complete=value.complete)
        elif value is not None and id_ in {"household.vulnerable", "member.frail"}:
            value = Judgement(value, role="officer", reason="a file")
        values[id_] = value
    return Known({id_: value for id_, value in values.items() if value is not None})


def expected(decision: Decision) -> list[str]:
    tier = decision.tier.value if isinstance(decision.tier, Enum) else decision.tier
    return [
        decision.outcome.value,
        "" if tier is None else str(tier),
        "" if decision.award is None else str(decision.award),
        decision.settled_by[0].rule if decision.is_settled and decision.settled_by else "",
    ]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("random")


@pytest.mark.slow
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.explicit, Phase.generate])
@given(schemes(parts=8), st.lists(partial, min_size=1, max_size=6), st.sampled_from(["csv", "parquet"]))
def test_a_file_is_decided_as_each_of_its_cases(place: Path, scheme: Scheme, cases: list[Known], kind: str) -> None:
    place = Path(mkdtemp(dir=place))
    frames = tables(cases)
    paths = [place / f"{name}.{kind}" for name in ("cases", "people", "incomes")]
    for frame, path in zip(frames, paths, strict=True):
        frame.write_csv(path) if kind == "csv" else frame.write_parquet(path)
    bound = scheme.on(ON, policy=POLICY_SET)
    found = read_mapping(MAPPING.encode(), scheme=scheme, source="m.toml")
    needed = {each.name for each in found.members}
    members = {"household.members": paths[1], "member.incomes": paths[2]}
    job = Job(
        bound, paths[0], found, place / "out.csv", {id_: members[id_] for id_ in needed}, overwrite=True,
        rows_in_batch=2, rows_in_partition=5,
    )  # fmt: skip
    summary = decide_file(job)
    assert (summary.read, summary.rejected) == (len(cases), 0)
    lines = (place / "out.csv").read_bytes().decode("utf-8-sig").splitlines()[1:]
    for number, (line, known) in enumerate(zip(lines, cases, strict=True)):
        decision = bound.decide(as_read(known))
        assert line.split(",")[:5] == [f"C{number}", *expected(decision)]
        assert line.split(",")[5].split() == sorted(
            {_fact_of(each) for each in decision.still_needed}, key=DECLARED.index
        )


def _fact_of(path: str) -> str:
    """The id of the fact that a path such as `household.members[2].incomes[1].amount` ends in."""
    owner, _, name = path.rpartition("].")
    return f"{'income' if 'incomes[' in owner else 'member'}.{name}" if owner else path


def test_every_fact_of_the_vocabulary_stands_in_the_files() -> None:
    assert {*VALUES} == {*CASES, "household.members"}
