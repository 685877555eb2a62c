import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest

EXTENSION = Path(__file__).parents[2] / "docs" / "fenced_doctests.py"


@pytest.fixture
def fenced() -> Callable[[str], str]:
    pytest.importorskip(
        "griffe", reason="the documentation's generator is not installed. Get it with `python3 dev.py docs`."
    )
    spec = importlib.util.spec_from_file_location("fenced_doctests", EXTENSION)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    function: Callable[[str], str] = module.fenced
    return function


def test_an_example_is_fenced_with_its_output(fenced: Callable[[str], str]) -> None:
    assert fenced("A sum.\n\n>>> 1 + 1\n2\n\nMore.") == "A sum.\n\n```pycon\n>>> 1 + 1\n2\n```\n\nMore."


def test_an_example_at_the_end_is_fenced(fenced: Callable[[str], str]) -> None:
    assert (
        fenced(">>> for each in ():\n...     pass\n>>> 1\n1")
        == "```pycon\n>>> for each in ():\n...     pass\n>>> 1\n1\n```"
    )


def test_words_are_left_alone(fenced: Callable[[str], str]) -> None:
    assert fenced("A quotation:\n\n> so it is\n") == "A quotation:\n\n> so it is"
