#!/usr/bin/env python3
"""Run, test and check localgov-components with nothing but Python 3.11 or newer.

    python3 dev.py demo            start the example services on this machine; `--walk` drives them and ends
    python3 dev.py test            run every test; arguments go to pytest: `test tests/money -x`
    python3 dev.py check           lint, formatting, types, floors, dependencies
    python3 dev.py docs            build the documentation into site/; `--serve` shows it while you write
    python3 dev.py bench           run every benchmark; `bench postcode` runs one

The first run makes .venv and installs what the verb needs, with uv when it is on the path, else with pip.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # an older Python must be able to read this file as far as the sentence that refuses it
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Call = Callable[[Sequence[str]], int]

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "localgov-dev.json"
OLDEST_PYTHON = (3, 11)
SECONDS_TO_STOP = 10
PACKAGES_PER_LINE = 10
LINES_OF_FAILURE = 20
INTERRUPTED = 130  # what shells report for a program ended by Ctrl-C

SERVICE_EXTRAS = ("address", "cli", "payments", "web")
TEST_EXTRAS = (*SERVICE_EXTRAS, "population", "postgres", "proofs", "spark", "testing", "xlsx")


class Verb(NamedTuple):
    """What a verb needs installed: extras of the package, dependency groups of the repository."""

    extras: tuple[str, ...]
    groups: tuple[str, ...]


class Step(NamedTuple):
    """One program to run, under the name that a summary gives it."""

    name: str
    command: tuple[str, ...]


class StopError(Exception):
    """The sentence to end with, and the exit code."""

    def __init__(self, sentence: str, code: int) -> None:
        super().__init__(sentence)
        self.code = code


VERBS: Mapping[str, Verb] = {
    "demo": Verb(SERVICE_EXTRAS, ()),
    "test": Verb(TEST_EXTRAS, ("test",)),
    "check": Verb(TEST_EXTRAS, ("check", "test")),
    "docs": Verb((), ("docs",)),
    "bench": Verb(("population", "proofs", "spark"), ("bench",)),
}


def main(arguments: Sequence[str], *, version: tuple[int, ...] = sys.version_info[:2], call: Call | None = None) -> int:
    """Do what the arguments ask and return the exit code."""
    try:
        refuse_old_python(version)
        verb, rest = read_arguments(arguments)
        if verb is None:
            print(__doc__)
            return 0
        steps = plan(verb, rest)
        make_ready(verb, call=call)
        return do(verb, steps, call=call or call_and_wait)
    except StopError as stop:
        print(stop, file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return INTERRUPTED


def refuse_old_python(version: tuple[int, ...]) -> None:
    """Stop with a sentence when this Python is older than the package supports."""
    if version[:2] < OLDEST_PYTHON:
        have, need = (".".join(map(str, numbers)) for numbers in (version[:2], OLDEST_PYTHON))
        sentence = f"This is Python {have}; localgov-components needs {need} or newer. "
        raise StopError(
            f"{sentence}Install a newer Python and start dev.py with it, for example `python{need} dev.py`.", 2
        )


def read_arguments(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Split the arguments into the verb (None when help is asked for) and the rest."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        return None, []
    verb, *rest = arguments
    if verb not in VERBS:
        raise StopError(
            f"There is no verb '{verb}'. The verbs are {', '.join(VERBS)}; `dev.py --help` explains them.", 2
        )
    return verb, rest


def plan(verb: str, rest: Sequence[str]) -> list[Step]:
    """List the programs that a verb runs."""
    python = str(python_of(VENV))
    planners: Mapping[str, Callable[[str, Sequence[str]], list[Step]]] = {
        "demo": plan_demo,
        "test": plan_test,
        "check": plan_check,
        "docs": plan_docs,
        "bench": plan_bench,
    }
    return planners[verb](python, rest)


def plan_demo(python: str, rest: Sequence[str]) -> list[Step]:
    """Start the demonstration that the installed package also has."""
    return [Step("demo", (python, "-m", "localgov_components", "demo", *rest))]


def plan_test(python: str, rest: Sequence[str]) -> list[Step]:
    """Run everything, with the coverage gate, or only what the arguments choose, without it."""
    chosen = tuple(rest) or ("-n", "2", "--dist", "loadfile", "--cov", "--cov-report=term")
    return [Step("pytest", (python, "-m", "pytest", *chosen))]


def plan_check(python: str, rest: Sequence[str]) -> list[Step]:
    """Run every check that is not a test."""
    if rest:
        raise StopError("`check` takes no arguments: it runs every check and names those that failed.", 2)
    lint_imports = str(Path(python).with_name("lint-imports"))
    return [
        Step("ruff check", (python, "-m", "ruff", "check", ".")),
        Step("ruff format", (python, "-m", "ruff", "format", "--check", ".")),
        Step("mypy", (python, "-m", "mypy")),
        Step("import-linter", (lint_imports,)),
        Step("deptry", (python, "-m", "deptry", "src")),
    ]


def plan_docs(python: str, rest: Sequence[str]) -> list[Step]:
    """Build the documentation with warnings as errors, or serve it on loopback."""
    if list(rest) == ["--serve"]:
        return [Step("docs", (python, "-m", "properdocs", "serve", "-f", "mkdocs.yml", "-a", "127.0.0.1:8008"))]
    if rest:
        raise StopError("`docs` takes one argument at most, `--serve`.", 2)
    return [Step("docs", (python, "-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml"))]


def plan_bench(python: str, rest: Sequence[str]) -> list[Step]:
    """Run every benchmark, or those that are named."""
    names = [path.stem.removeprefix("bench_") for path in sorted(ROOT.glob("benchmarks/bench_*.py"))]
    for name in rest:
        if name not in names:
            raise StopError(f"There is no benchmark '{name}'. There are {', '.join(names)}.", 2)
    return [Step(name, (python, "-m", f"benchmarks.bench_{name}")) for name in rest or names]


def make_ready(verb: str, *, call: Call | None = None) -> None:
    """Make .venv and install what the verb needs, unless it is there already."""
    project = (ROOT / "pyproject.toml").read_bytes()
    needs = {*(f"extra {name}" for name in VERBS[verb].extras), *(f"group {name}" for name in VERBS[verb].groups)}
    works = venv_works()
    present = read_stamp(project) if works else set()
    if needs <= present:
        return
    if not works:
        make_venv(call or call_and_wait)
    requirements = requirements_of(VERBS[verb], project)
    install(verb, requirements, uv=shutil.which("uv"), call=call)
    write_stamp(project, needs | present)


def venv_works() -> bool:
    """Whether .venv holds a Python that starts and is new enough."""
    question = f"import sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    try:
        return subprocess.run([python_of(VENV), "-c", question], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_venv(call: Call) -> None:
    """Make .venv afresh with the Python that runs this script."""
    print(f"Making {VENV.name} with Python {sys.version.split()[0]} ...", flush=True)
    code = call([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if code:
        reason = "Debian and Ubuntu keep the module in a package of its own: `apt install python3-venv`."
        raise StopError(f"Could not make {VENV}. {reason}", code)


def read_stamp(project: bytes) -> set[str]:
    """Read what was installed for exactly this pyproject.toml: nothing, when the file has changed since."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        return set(stamp["installed"]) if stamp["pyproject"] == hashlib.sha256(project).hexdigest() else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()  # a missing or damaged note only means that the installer looks again


def write_stamp(project: bytes, installed: Iterable[str]) -> None:
    """Remember what is installed and for which pyproject.toml."""
    stamp = {"pyproject": hashlib.sha256(project).hexdigest(), "installed": sorted(installed)}
    if VENV.is_dir():
        STAMP.write_text(json.dumps(stamp, indent=2) + "\n", encoding="utf-8", newline="\n")


def requirements_of(verb: Verb, project: bytes) -> list[str]:
    """List the requirements of a verb: the package itself with its extras, then the tools."""
    import tomllib  # absent from the old Pythons that must still be able to read this file

    try:
        groups = tomllib.loads(project.decode("utf-8"))["dependency-groups"]
    except (ValueError, KeyError) as error:
        raise StopError(
            f"pyproject.toml cannot be read ({error}). Mend it and run the same command again.", 2
        ) from error
    package = f".[{','.join(verb.extras)}]" if verb.extras else "."
    return ["-e", package, *sorted({tool for name in verb.groups for tool in tools_of(name, groups)})]


def tools_of(group: str, groups: Mapping[str, Sequence[str | Mapping[str, str]]]) -> list[str]:
    """List a dependency group's requirements, those of the groups that it includes with them."""
    tools: list[str] = []
    for entry in groups[group]:
        tools += [entry] if isinstance(entry, str) else tools_of(entry["include-group"], groups)
    return tools


def install(verb: str, requirements: Sequence[str], *, uv: str | None, call: Call | None = None) -> None:
    """Install with uv when there is one; with pip when there is none, or when uv could not."""
    python = str(python_of(VENV))
    print(f"Installing what `{verb}` needs (the first time takes a few minutes) ...", flush=True)
    if uv is not None:
        if (call or call_and_wait)([uv, "pip", "install", "--python", python, *requirements]) == 0:
            return
        print("uv could not install it; trying pip.", flush=True)
    command = [python, "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off", *requirements]
    code = (call or call_pip)(command)
    if code:
        advice = "Check the network connection, then run the same command again; what was fetched is kept."
        raise StopError(f"Could not install what `{verb}` needs; the lines above say why. {advice}", code)


def do(verb: str, steps: Sequence[Step], *, call: Call) -> int:
    """Run the steps; with several, carry on after a failure and end with a summary."""
    codes: dict[str, int] = {}
    for step in steps:
        if len(steps) > 1:
            print(f"== {step.name}", flush=True)
        codes[step.name] = call(step.command)
    failed = [name for name, code in codes.items() if code]
    if len(steps) > 1:
        print(*(f"{'failed' if code else 'ok':>8}  {name}" for name, code in codes.items()), sep="\n", flush=True)
    if not failed:
        return 0
    code = codes[failed[0]]
    if code == INTERRUPTED:
        raise KeyboardInterrupt
    raise StopError(f"`{verb}` failed: {', '.join(failed)} (exit code {code}).", code)


def call_and_wait(command: Sequence[str]) -> int:
    """Run a program in the repository, its output shown, and return its exit code."""
    with start(command) as process:
        return wait_for(process)


def call_pip(command: Sequence[str]) -> int:
    """Run pip, telling how far it is; its own words are shown only when it fails."""
    lines: list[str] = []
    found = 0
    with start(command, output=subprocess.PIPE) as process:
        for line in process.stdout or ():
            lines.append(line.rstrip())
            found += line.startswith("Collecting ")
            if line.startswith("Collecting ") and found % PACKAGES_PER_LINE == 0:
                print(f"  {found} packages found", flush=True)
            if line.startswith("Installing collected packages"):
                print("  putting them in place", flush=True)
        code = wait_for(process)
    if code:
        print(*lines[-LINES_OF_FAILURE:], sep="\n", file=sys.stderr)
    return code


def start(command: Sequence[str], *, output: int | None = None) -> subprocess.Popen[str]:
    """Start a program in the repository, with UTF-8 for every stream and file."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    errors = subprocess.STDOUT if output else None
    try:
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=errors,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        sentence = (
            f"Could not start {command[0]} ({error.strerror}). Delete {VENV.name} and run the same command again."
        )
        raise StopError(sentence, 1) from error


def wait_for(process: subprocess.Popen[str]) -> int:
    """Wait for a program's end; after Ctrl-C, which it also received, let it finish tidily."""
    try:
        code = process.wait()
    except KeyboardInterrupt:
        with contextlib.suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
            process.wait(SECONDS_TO_STOP)
        process.terminate()
        raise
    return code if code >= 0 else 128 - code


def python_of(venv: Path) -> Path:
    """Where a virtual environment keeps its Python."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
