"""Make the picture of the page about proofs, from the code of that page.

    python scripts/draw_proofs.py    writes docs/images/award-against-earnings.svg

A test holds the file against what this makes.
"""

import contextlib
import re
import sys
from pathlib import Path

from localgov_components.core.files import replace_file

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "how-to" / "read-proofs.md"
PICTURE = ROOT / "docs" / "images" / "award-against-earnings.svg"

_PROGRAM = re.compile(r"^```python\n(?!>>>)(.*?)^```$", re.MULTILINE | re.DOTALL)
_LAST = "picture = chart("


def main() -> int:
    """Write the picture."""
    replace_file(PICTURE, picture().encode())
    print(f"Written: {PICTURE.relative_to(ROOT)}")
    return 0


def picture() -> str:
    """The picture that the programs of the page make, up to the one that draws it; nothing is proved for it."""
    programs = _PROGRAM.findall(PAGE.read_text(encoding="utf-8"))
    last = next(number for number, program in enumerate(programs) if _LAST in program)
    lines = "\n".join(programs[: last + 1]).splitlines()
    program = "\n".join(line for line in lines if ".verify(" not in line)
    names: dict[str, object] = {"__name__": PAGE.stem}
    with contextlib.chdir(ROOT):
        exec(compile(program, PAGE.name, "exec"), names)  # noqa: S102 - our own page, which the tests run too
    return str(names["picture"])


if __name__ == "__main__":
    sys.exit(main())
