import os
import subprocess
import sys

PROGRAM = "from localgov_components.address.parsing.vocabulary import STANDARD; print(*STANDARD)"


def words(seed: int) -> str:
    environment = os.environ | {"PYTHONHASHSEED": str(seed)}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, check=True, capture_output=True, text=True
    ).stdout


def test_spellings_are_in_one_order_in_every_process() -> None:
    assert len({words(seed) for seed in (1, 2, 3)}) == 1
