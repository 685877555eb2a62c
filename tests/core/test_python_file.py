import sys
from pathlib import Path

import pytest

from localgov_components.core.errors import DefinitionError
from localgov_components.core.python_file import module_from


def test_a_module_has_what_its_text_defines_and_knows_its_file(tmp_path: Path) -> None:
    (tmp_path / "beside.txt").write_text("7", encoding="utf-8")
    text = "from pathlib import Path\nbeside = int((Path(__file__).parent / 'beside.txt').read_text())"
    module = module_from(text, name="test_module_with_file", place="x.py", file=str(tmp_path / "x.py"))
    assert module.beside == 7
    assert sys.modules["test_module_with_file"] is module


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = 1\ny = 2 +", "x.py, line 2: not Python: invalid syntax"),
        ("x = 1\n\ny = x.nothing", "x.py, line 3: AttributeError: 'int' object has no attribute 'nothing'"),
        ("def f():\n    raise ValueError('no')\n\nf()", "x.py, line 2: ValueError: no"),
        ("import sys\nsys.exit(4)", "x.py, line 2: SystemExit: 4"),
        ("import json\njson.loads('{')", "x.py, line 2: JSONDecodeError"),
        ("exec('y = 2 +')", "x.py, line 1: SyntaxError: invalid syntax"),
        ("x = '\\x00'\n" + chr(0), "x.py"),
    ],
)
def test_what_goes_wrong_is_told_with_its_line_and_leaves_no_module(text: str, told: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        module_from(text, name="test_module_with_mistake", place="x.py")
    assert told in str(caught.value)
    assert "test_module_with_mistake" not in sys.modules


def test_every_mistake_of_a_definition_is_told() -> None:
    text = (
        "from localgov_components.core.errors import DefinitionError, Fault\n"
        "raise DefinitionError([Fault('scheme', 'one'), Fault('scheme', 'two')])"
    )
    with pytest.raises(DefinitionError) as caught:
        module_from(text, name="test_module_with_two", place="x.py")
    assert [fault.message for fault in caught.value.faults] == ["scheme: one", "scheme: two"]
