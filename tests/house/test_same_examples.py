"""The machine that decides tries the same examples in every run, whichever tests ran before in the same process."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
DRAWN = """
import sys
from importlib import import_module
import tests.conftest
from hypothesis import given, strategies as st

drawn = []

@given(st.integers(), st.text())
def draw(number, text):
    drawn.append((number, text))

for name in sys.argv[1:]:
    import_module(name)
draw()
print(ascii(drawn))
"""


def drawn(*loaded: str, seed: int) -> str:
    environment = os.environ | {"LOCALGOV_TESTS_REQUIRE_ALL": "1", "PYTHONHASHSEED": str(seed)}
    command = [sys.executable, "-c", DRAWN, *loaded]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout


def test_examples_do_not_depend_on_what_is_loaded_or_on_the_hashes_of_the_process() -> None:
    first = drawn(seed=1)
    assert first.count("(") >= 100
    assert drawn("localgov_components.money", "localgov_components.policy", seed=2) == first
