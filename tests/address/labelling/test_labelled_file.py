from pathlib import Path

import pytest

from localgov_components.address import Gazetteer
from localgov_components.address.labelling import LabellingReport, score_file
from localgov_components.core import DefinitionError

EXAMPLES = Path("examples/addresses.csv")
TITHEBARN_1, TITHEBARN_3 = "999900104212", "999900104222"


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    path = tmp_path_factory.mktemp("labelled") / "addresses.gazetteer"
    Gazetteer.build(EXAMPLES, path)
    return Gazetteer.open(path)


def labelled(folder: Path, *rows: str) -> Path:
    path = folder / "typed.csv"
    path.write_text("\n".join(["house,street,pc,right,source", *rows]), encoding="utf-8")
    return path


def scored(path: Path, gazetteer: Gazetteer, *, show_addresses: bool = False) -> LabellingReport:
    return score_file(
        path,
        gazetteer,
        address=["house", "street"],
        postcode="pc",
        label="right",
        group="source",
        show_addresses=show_addresses,
    )


def test_answers_are_held_against_the_labels_of_the_file(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = labelled(
        tmp_path,
        f"1,Tithebarn Street,DT97 1AA,{TITHEBARN_1},web",
        f"3,Tithebarn Street,DT97 1AA,{TITHEBARN_1},web",
        f"9999,Tithebarn Street,DT97 1AA,{TITHEBARN_3},phone",
        ",Tithebarn Street,DT97 1AA,,phone",
        ",,,,phone",
    )
    report = scored(path, gazetteer)
    assert {group.name: (group.right, group.wrong, group.missed, group.declined) for group in report.groups} == {
        "web": (1, 1, 0, 0),
        "phone": (0, 0, 1, 2),
    }
    assert "Tithebarn" not in report.as_text() + report.as_page() + report.as_json()


def test_addresses_are_shown_where_that_is_asked_for(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = labelled(tmp_path, f"3,Tithebarn Street,DT97 1AA,{TITHEBARN_1},web")
    assert "3, Tithebarn Street" in scored(path, gazetteer, show_addresses=True).as_text()


def test_every_mistake_is_told_with_its_row_and_without_what_is_in_it(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = labelled(
        tmp_path,
        "1,Tithebarn Street,DT97 1AA,12x,web",
        f"{'9' * 10_001},Tithebarn Street,DT97 1AA,{TITHEBARN_1},web",
        "1,Tithebarn Street",
    )
    with pytest.raises(DefinitionError) as refused:
        scored(path, gazetteer)
    told = {(fault.line, fault.column) for fault in refused.value.faults}
    assert {(2, "right"), (3, "house")} < told
    assert any(line == 4 for line, _ in told)
    assert "12x" not in str(refused.value)


def test_columns_that_are_not_there_are_told_together(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = labelled(tmp_path, f"1,Tithebarn Street,DT97 1AA,{TITHEBARN_1},web")
    with pytest.raises(DefinitionError) as refused:
        score_file(path, gazetteer, address=["addres"], label="rihgt")
    assert {fault.column for fault in refused.value.faults} == {"addres", "rihgt"}


def test_columns_are_found_but_for_capitals_and_spaces_and_one_there_twice_is_refused(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    path = tmp_path / "typed.csv"
    path.write_text(f'Street  Address,Right\n"3, Tithebarn Street, Ambleford",{TITHEBARN_3}\n', encoding="utf-8")
    assert score_file(path, gazetteer, address=["street address"], label="RIGHT").total.right == 1
    path.write_text("Address,Right,Right\nx,1,2\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match="the column is there 2 times"):
        score_file(path, gazetteer, address=["address"], label="right")


def test_a_file_without_rows_is_refused(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("typed,right\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match="no rows under the headings"):
        score_file(path, gazetteer, address=["typed"], label="right")


def test_a_failure_does_not_show_its_address(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = labelled(tmp_path, f"3,Tithebarn Street,DT97 1AA,{TITHEBARN_1},web")
    (failure,) = scored(path, gazetteer, show_addresses=True).failures
    assert failure.text is not None
    assert "Tithebarn" not in repr(failure)


def test_what_is_shown_does_not_speak_to_the_terminal(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = labelled(tmp_path, f'3,"Tithebarn\x1b[31m Street",DT97 1AA,{TITHEBARN_1},web')
    text = scored(path, gazetteer, show_addresses=True).as_text()
    assert "Tithebarn\ufffd[31m Street" in text
    assert text.startswith("1 text, of which 1 has one right property.")
