import importlib.util
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = """
[dependency-groups]
test = ["pytest==9.2.0"]
check = ["ruff==0.17.6"]
docs = ["properdocs==1.6.7"]
bench = ["py-moneyed==3.0"]
dev = [{ include-group = "check" }, { include-group = "test" }]
"""


class Calls:
    """Stands in for starting programs: keeps each command and answers with the exit codes it was given."""

    def __init__(self, answer: Callable[[Sequence[str]], int] = lambda _command: 0) -> None:
        self.answer = answer
        self.commands: list[list[str]] = []

    def __call__(self, command: Sequence[str]) -> int:
        self.commands.append(list(command))
        return self.answer(command)


@pytest.fixture
def dev(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, at work in a folder that holds pyproject.toml and nothing else, with no uv on the path."""
    spec = importlib.util.spec_from_file_location("dev", root / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "stamp.json")
    monkeypatch.setattr(module.shutil, "which", lambda _name: None)
    return module


@pytest.fixture
def ready(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script with a .venv that works and in which nothing is installed."""
    dev.VENV.mkdir()
    monkeypatch.setattr(dev, "venv_works", lambda: True)
    return dev


def test_an_unknown_verb_is_refused_with_the_verbs_there_are(
    dev: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(["tset"], call=Calls()) == 2
    said = capsys.readouterr().err
    assert "no verb 'tset'" in said
    assert "demo, test, check, docs, bench" in said


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]])
def test_help_explains_each_verb_and_starts_nothing(
    dev: ModuleType, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    calls = Calls()
    assert dev.main(arguments, call=calls) == 0
    assert calls.commands == []
    said = capsys.readouterr().out
    assert [verb for verb in dev.VERBS if f"python3 dev.py {verb} " not in said] == []


def test_an_old_python_is_refused_with_a_sentence(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    calls = Calls()
    assert dev.main(["test"], version=(3, 9), call=calls) == 2
    assert capsys.readouterr().err.startswith("This is Python 3.9; localgov-components needs 3.11 or newer.")
    assert calls.commands == []


def test_demo_hands_its_arguments_on(dev: ModuleType) -> None:
    (step,) = dev.plan("demo", ["--walk"])
    assert step.command == (str(dev.python_of(dev.VENV)), "-m", "localgov_components", "demo", "--walk")


def test_all_tests_run_with_coverage_and_chosen_tests_without(dev: ModuleType) -> None:
    (every,) = dev.plan("test", [])
    (chosen,) = dev.plan("test", ["tests/money", "-x"])
    assert "--cov" in every.command
    assert chosen.command[1:] == ("-m", "pytest", "tests/money", "-x")


def test_check_runs_every_check(dev: ModuleType) -> None:
    names = [step.name for step in dev.plan("check", [])]
    assert names == ["ruff check", "ruff format", "mypy", "import-linter", "deptry"]


def test_docs_makes_warnings_errors_and_serves_on_loopback_only(dev: ModuleType) -> None:
    assert "--strict" in dev.plan("docs", [])[0].command
    assert dev.plan("docs", ["--serve"])[0].command[-1].startswith("127.0.0.1:")


@pytest.mark.parametrize("arguments", [["check", "--fix"], ["docs", "--open"], ["bench", "nothing"]])
def test_an_argument_that_a_verb_does_not_know_is_refused(dev: ModuleType, arguments: list[str]) -> None:
    assert dev.main(arguments, call=Calls()) == 2


def test_one_benchmark_can_be_chosen(dev: ModuleType) -> None:
    (dev.ROOT / "benchmarks").mkdir()
    for name in ("money", "postcode"):
        (dev.ROOT / "benchmarks" / f"bench_{name}.py").touch()
    assert [step.name for step in dev.plan("bench", [])] == ["money", "postcode"]
    assert dev.plan("bench", ["postcode"])[0].command[-1] == "benchmarks.bench_postcode"


def test_a_first_run_makes_the_environment_and_installs_with_pip(dev: ModuleType) -> None:
    calls = Calls()
    assert dev.main(["test"], call=calls) == 0
    made, installed, worked = calls.commands
    assert made[1:3] == ["-m", "venv"]
    assert installed[1:4] == ["-m", "pip", "install"]
    assert installed[-3:] == [
        "-e",
        ".[address,cli,payments,web,population,postgres,proofs,spark,testing,xlsx]",
        "pytest==9.2.0",
    ]
    assert worked[1:3] == ["-m", "pytest"]


def test_a_second_run_starts_at_once(ready: ModuleType) -> None:
    ready.main(["test"], call=Calls())
    calls = Calls()
    ready.main(["test"], call=calls)
    assert len(calls.commands) == 1


def test_a_changed_project_file_is_installed_again(ready: ModuleType) -> None:
    ready.main(["test"], call=Calls())
    (ready.ROOT / "pyproject.toml").write_text(f"{PROJECT}\n[tool.new]\n", encoding="utf-8")
    calls = Calls()
    ready.main(["test"], call=calls)
    assert "install" in calls.commands[0]


def test_what_another_verb_installed_is_remembered(ready: ModuleType) -> None:
    for verb in ("test", "docs"):
        ready.main([verb], call=Calls())
    assert {"group docs", "group test"} <= set(json.loads(ready.STAMP.read_text(encoding="utf-8"))["installed"])


@pytest.mark.parametrize("damaged", ["", "[]", "{}", '{"pyproject": 1}'])
def test_a_damaged_note_only_means_installing_again(ready: ModuleType, damaged: str) -> None:
    ready.STAMP.write_text(damaged, encoding="utf-8")
    calls = Calls()
    assert ready.main(["test"], call=calls) == 0
    assert len(calls.commands) == 2


def test_uv_is_used_where_it_is_on_the_path(ready: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready.shutil, "which", lambda name: f"bin/{name}")
    calls = Calls()
    ready.main(["docs"], call=calls)
    assert calls.commands[0][:4] == ["bin/uv", "pip", "install", "--python"]
    assert len(calls.commands) == 2


def test_pip_is_tried_where_uv_could_not(ready: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready.shutil, "which", lambda name: f"bin/{name}")
    calls = Calls(lambda command: int(command[0] == "bin/uv"))
    assert ready.main(["docs"], call=calls) == 0
    assert calls.commands[1][1:4] == ["-m", "pip", "install"]


def test_a_failed_installation_ends_with_a_sentence_and_is_not_remembered(
    ready: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ready.main(["docs"], call=Calls(lambda _command: 7)) == 7
    assert "Could not install what `docs` needs" in capsys.readouterr().err
    assert not ready.STAMP.exists()


def test_included_groups_are_followed(dev: ModuleType) -> None:
    verb = dev.Verb((), ("dev",))
    assert dev.requirements_of(verb, PROJECT.encode()) == ["-e", ".", "pytest==9.2.0", "ruff==0.17.6"]


@pytest.mark.parametrize("damaged", ["[project", "[project]"])
def test_a_damaged_project_file_gives_a_sentence(
    ready: ModuleType, damaged: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (ready.ROOT / "pyproject.toml").write_text(damaged, encoding="utf-8")
    assert ready.main(["test"], call=Calls()) == 2
    assert capsys.readouterr().err.startswith("pyproject.toml cannot be read")


def test_check_carries_on_after_a_failure_and_names_what_failed(
    ready: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = Calls(lambda command: 3 if "mypy" in command else 0)
    assert ready.main(["check"], call=calls) == 3
    captured = capsys.readouterr()
    assert len(calls.commands) == 1 + 5
    assert "failed  mypy" in captured.out
    assert captured.err == "`check` failed: mypy (exit code 3).\n"


def test_a_failed_program_gives_its_exit_code(ready: ModuleType) -> None:
    assert ready.main(["test"], call=Calls(lambda command: 5 if "pytest" in command else 0)) == 5


def test_ctrl_c_ends_with_a_word_and_the_usual_exit_code(ready: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(_command: Sequence[str]) -> int:
        raise KeyboardInterrupt

    assert ready.main(["demo"], call=Calls(interrupt)) == 130
    assert capsys.readouterr().err == "\nStopped.\n"


def test_a_program_that_cannot_be_started_gives_a_sentence(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(dev.StopError, match="Could not start"):
        dev.call_and_wait([str(dev.ROOT / "absent")])
    assert capsys.readouterr().out == ""
