"""Make the picture of the page about drawing rules, from the code of that page.

    python scripts/draw_rules.py    writes docs/images/rules-of-a-case.svg

A test holds the file against what this makes.
"""

import re
import sys
from pathlib import Path

from localgov_components.core.files import replace_file

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "how-to" / "draw-rules.md"
PICTURE = ROOT / "docs" / "images" / "rules-of-a-case.svg"

_PROGRAM = re.compile(r"^```python\n(?!>>>)(.*?)^```$", re.MULTILINE | re.DOTALL)


def main() -> int:
    """Write the picture."""
    replace_file(PICTURE, picture().encode())
    print(f"Written: {PICTURE.relative_to(ROOT)}")
    return 0


def picture() -> str:
    """The picture that the programs of the page make."""
    program = "\n".join(_PROGRAM.findall(PAGE.read_text(encoding="utf-8")))
    names: dict[str, object] = {"__name__": PAGE.stem}
    exec(compile(program, PAGE.name, "exec"), names)  # noqa: S102 - our own page, which the tests run too
    return str(names["picture"])


if __name__ == "__main__":
    sys.exit(main())
