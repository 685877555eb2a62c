"""What is published of the register: its page, its picture and its notice are those of the package data."""

import importlib.util
import re
import shutil
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

from localgov_components.councils import Register, contents

ROOT = Path(__file__).parents[2]
DATA = Path(contents.__file__).with_name("data")
SVG = "{http://www.w3.org/2000/svg}"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("made", ["page", "picture"])
def test_the_page_and_the_picture_are_those_of_the_package_data(made: str) -> None:
    draw = script("draw_register")
    path: Path = getattr(draw, made.upper())
    assert path.read_text(encoding="utf-8") == getattr(draw, made)(Register.load())


def test_the_picture_says_in_words_what_it_shows() -> None:
    picture = ET.fromstring(script("draw_register").picture(Register.load()))  # noqa: S314 - our own
    named = (picture.get("aria-labelledby") or "").split()
    title, description = (picture.find(f"{SVG}{tag}") for tag in ("title", "desc"))
    assert title is not None
    assert description is not None
    assert [title.get("id"), description.get("id")] == named
    for change in Register.load().changes:
        assert change.name in (description.text or "")


def test_nothing_in_the_picture_is_outside_its_frame() -> None:
    picture = ET.fromstring(script("draw_register").picture(Register.load()))  # noqa: S314 - our own
    _, _, width, height = map(float, (picture.get("viewBox") or "").split())
    for box in picture.iter(f"{SVG}rect"):
        assert float(box.get("x") or 0) + float(box.get("width") or 0) <= width
        assert float(box.get("y") or 0) + float(box.get("height") or 0) <= height


def test_the_package_data_is_what_the_script_makes_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make = script("make_register")
    assert make.main([str(DATA), "--into", str(tmp_path / "made")]) == 0
    assert "509 bodies" in capsys.readouterr().out
    for path in DATA.iterdir():
        assert (tmp_path / "made" / path.name).read_bytes() == path.read_bytes()


def test_the_script_shows_every_fault_of_what_it_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(shutil.copytree(DATA, tmp_path / "tables"))
    table = folder / "councils.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("england", "mercia", 3), encoding="utf-8")
    assert script("make_register").main([str(folder), "--into", str(tmp_path / "made")]) == 1
    assert "3 mistakes; nothing was loaded" in capsys.readouterr().err


def test_the_notice_carries_what_the_licences_ask_for() -> None:
    notice = re.sub(r"\s+", " ", (ROOT / "NOTICE").read_text(encoding="utf-8"))
    assert "© mySociety and contributors, licensed CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)" in notice
    assert "Modified: re-structured and corrected." in notice
    assert "Contains public sector information licensed under the Open Government Licence v3.0" in notice
    assert (
        "© Crown Copyright (Government Digital Service), under the MIT licence: Permission is hereby granted" in notice
    )
