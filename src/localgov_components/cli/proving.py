"""`localgov check --prove`: what can be proved of schemes, told in text, JSON or SARIF."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TypeVar

import click

from localgov_components.cli.options import NEW_FILE, SECONDS, write_text
from localgov_components.cli.schemes import Opened, open_scheme
from localgov_components.core.files import replace_file
from localgov_components.eligibility.verifying import (
    Proof,
    ProofLimits,
    SourcePlace,
    Verification,
    chart,
    equivalent,
    places_in,
)
from localgov_components.eligibility.verifying.proving import Progress
from localgov_components.eligibility.verifying.telling.sarif import sarif_log
from localgov_components.rules.reading import read_value

__all__ = ["Proving", "proving_options"]

R = TypeVar("R")

_FILES = ("scheme.py", "service.py", "council.toml")
"""One of which every folder has that can be opened."""

_NOT_IN_NAMES = re.compile(r"[^a-z0-9_]+")

_OPTIONS = (
    click.option("--prove", is_flag=True, help="Prove what can be proved of each scheme, for every household at once."),
    click.option(
        "--seconds", type=SECONDS, default=60.0, show_default=True, help="Time for each scheme."
    ),
    click.option(
        "--against",
        multiple=True,
        metavar="FACT",
        help="Id of an income to hold the award against. Every amount that is no capital and no cost when left out.",
    ),
    click.option(
        "--members", type=click.IntRange(1, 20), default=3, show_default=True, help="Most members that a list has."
    ),
    click.option(
        "--cache", type=click.Path(file_okay=False, path_type=Path), help="A folder where proofs are kept between runs."
    ),
    click.option("--same-as", type=click.Path(exists=True, path_type=Path), help="Prove it the same as this scheme."),
    click.option("--strict", is_flag=True, help="End with 3 for warnings, and for what was not decided, too."),
    click.option(
        "--charts", type=click.Path(file_okay=False, path_type=Path), help="A folder to draw awards against incomes in."
    ),
    click.option(
        "--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True,
        help="For people, for programs, or for code review.",
    ),
    click.option("--output", type=NEW_FILE, help="Write the proofs to this file."),
)  # fmt: skip
"""Options that mean something only with the first of them."""


@dataclass(slots=True)
class Proving:
    """What was asked to be proved, and what came of it so far."""

    prove: bool
    seconds: float
    against: tuple[str, ...]
    members: int
    cache: Path | None
    same_as: Path | None
    strict: bool
    charts: Path | None
    form: str
    output: Path | None
    _found: list[tuple[Verification, dict[str, SourcePlace]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Refuse options that mean nothing alone."""
        given = click.get_current_context()
        asked = [
            name for name in _names() if given.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
        ]
        if asked and not self.prove:
            words = ", ".join(f"--{'format' if name == 'form' else name.replace('_', '-')}" for name in asked)
            raise click.UsageError(f"{words} {'is' if len(asked) == 1 else 'are'} for proofs. Give --prove too.")

    @property
    def is_for_programs(self) -> bool:
        """Whether standard output is for what was proved alone."""
        return self.prove and self.form != "text" and self.output is None

    def verify(self, path: Path, opened: Opened, day: date) -> bool:
        """Prove what can be proved of one scheme; whether that is a failure."""
        limits = ProofLimits(most_members=self.members)
        with _progress(path) as progress:
            found = opened.scheme.verify(
                on=day,
                policy=opened.policy,
                seconds=self.seconds,
                against=self.against or None,
                limits=limits,
                cache=self.cache,
                progress=progress,
            )
            if self.same_as is not None:
                found = found.with_proof(self._equivalence(self.same_as, opened, day, limits))
        self._found.append((found, _places(path, opened)))
        if self.charts is not None:
            self._draw(found, self.charts)
        return bool(found.errors) or (self.strict and bool(found.warnings or found.undecided))

    def tell(self) -> None:
        """Show, or write, everything that was found."""
        if not self._found:
            return
        match self.form:
            case "text":
                text = "\n\n".join(found.text() for found, _ in self._found)
            case "json":
                text = _json([found.data() for found, _ in self._found])
            case _:
                text = _json(sarif_log(self._found))
        write_text(text, self.output)

    def _equivalence(self, path: Path, opened: Opened, day: date, limits: ProofLimits) -> Proof:
        other = open_scheme(path)
        one, two = (each.scheme.on(day, policy=each.policy) for each in (opened, other))
        return equivalent(one, two, seconds=self.seconds, limits=limits, cache=self.cache)

    def _draw(self, found: Verification, folder: Path) -> None:
        """A picture for each curve, named after the scheme, what was proved, and of which fact."""
        folder.mkdir(parents=True, exist_ok=True)
        for proof in found:
            if proof.curve is not None:
                title = f"{found.scheme} on {read_value(found.on)}: award against {proof.curve.label}"
                household = "; ".join(found.household(proof.examples[0]))
                name = f"{found.scheme}-{proof.kind}-{_NOT_IN_NAMES.sub('-', proof.curve.fact).strip('-')}.svg"
                picture = chart(proof.curve, title=title, household=[f"The household: {household}"])
                replace_file(folder / name, picture.encode())
                click.echo(f"Written to {folder / name}", err=True)


def proving_options(command: Callable[..., R]) -> Callable[..., R]:
    """Give a command the options about proofs, and hand them on to it together, as `proving`."""

    @wraps(command)
    def run(**options: object) -> R:
        own = {name: options.pop(name) for name in _names()}
        return command(proving=Proving(**own), **options)  # type: ignore[arg-type]  # as click makes them

    for option in reversed(_OPTIONS):
        run = option(run)
    return run


def _names() -> tuple[str, ...]:
    return tuple(each.name for each in fields(Proving) if not each.name.startswith("_"))


@contextmanager
def _progress(path: Path) -> Iterator[Progress]:
    """Shows on standard error which statement is being proved, where that is a terminal."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    screen = Console(stderr=True)
    with Bar(console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task(f"{path}: proving", total=None)
        yield lambda done, total, what: bar.update(task, description=f"{path}: {what}", completed=done, total=total)


def _places(path: Path, opened: Opened) -> dict[str, SourcePlace]:
    """Where the parts of a scheme are written, from the current folder; the file itself for one without lines."""
    here = path.resolve()
    near = here.relative_to(Path.cwd()) if here.is_relative_to(Path.cwd()) else here
    places = places_in(near)
    files = [near] if near.is_file() else [file for name in _FILES if (file := near / name).is_file()]
    places.setdefault(opened.scheme.id, SourcePlace(files[0].as_posix(), 1))
    return places


def _json(data: object) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)
