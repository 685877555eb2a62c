import re
from pathlib import Path

from localgov_components.address.bulk.summary import MATCH_CODES

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "file-formats.md"


def test_every_code_of_a_reject_is_told_as_the_command_tells_it() -> None:
    _, _, rest = PAGE.read_text(encoding="utf-8").partition("## Matched addresses\n")
    told = dict(re.findall(r"^\| `([a-z]+\.[a-z-]+)` \| (.+) \|$", rest.partition("\n## ")[0], re.MULTILINE))
    assert told == MATCH_CODES
