from pathlib import Path

import pytest

from localgov_components.core import ConflictError, DefinitionError
from localgov_components.tables.outputs import Outputs


def refused(outputs: Outputs, *inputs: Path) -> list[str]:
    with pytest.raises(DefinitionError) as error:
        outputs.require_room(inputs, may_replace=True)
    return [f"{fault.source}: {fault.message.partition('.')[0]}" for fault in error.value.faults]


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "bins.rejects.csv").mkdir()
    lists = {"a": tmp_path / "bins.csv", "b": tmp_path / "here" / ".." / "in.csv", "c": tmp_path / "nowhere" / "c.csv"}
    (tmp_path / "here").mkdir()
    assert refused(Outputs(tmp_path / "bins.csv", lists), tmp_path / "in.csv") == [
        "bins.rejects.csv: a folder has this name",
        "in.csv: is read, and would be written over",
        f"c.csv: there is no folder '{tmp_path / 'nowhere'}'",
        "bins.csv: is to be written twice",
    ]


def test_a_link_to_what_is_read_is_what_is_read(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("a\n", encoding="utf-8")
    (tmp_path / "out.csv").symlink_to(tmp_path / "in.csv")
    assert refused(Outputs(tmp_path / "out.csv"), tmp_path / "in.csv") == [
        "out.csv: is read, and would be written over"
    ]


@pytest.mark.parametrize("name", ["bins.pdf", "bins"])
def test_every_name_must_say_its_kind(tmp_path: Path, name: str) -> None:
    assert refused(Outputs(tmp_path / name))
    assert refused(Outputs(tmp_path / "bins.csv", {"review": tmp_path / name}))


@pytest.mark.parametrize("name", ["bins.csv", "bins.rejects.csv", "bins.summary.json", "review.csv"])
def test_what_is_there_stays_unless_it_may_be_replaced(tmp_path: Path, name: str) -> None:
    outputs = Outputs(tmp_path / "bins.csv", {"review": tmp_path / "review.csv"})
    outputs.require_room([], may_replace=False)
    (tmp_path / name).touch()
    with pytest.raises(ConflictError, match=name) as error:
        outputs.require_room([], may_replace=False)
    assert error.value.code == "work.output"
    outputs.require_room([], may_replace=True)
