"""Councils of the United Kingdom: who existed when, under which code, and who answers for what.

>>> from datetime import date
>>> from localgov_components.councils import Register, responsible_for
>>> register = Register.load()
>>> str(register.get("north-yorkshire").code_on(date(2024, 1, 1)))
'E06000065'
>>> register.find("LB of Hackney")
(<Council hackney>,)
>>> print(responsible_for("waste-collection", "cambridge", on=date(2026, 5, 1)))
Waste collection in Cambridge City Council's area on 1 May 2026: Cambridge City Council.
"""

from localgov_components.councils.contents import Answers, Change, Duty
from localgov_components.councils.council import RELIABLE_FROM, AreaCode, Council, CouncilKind, Nation, Style
from localgov_components.councils.linting import (
    CodeFile,
    CodeFinding,
    FindingKind,
    lint_codes,
    render_github,
    render_json,
    render_sarif,
)
from localgov_components.councils.manifest import Source
from localgov_components.councils.register import Register, RegisterOn
from localgov_components.councils.responsibility import AnswerKind, Responsibility, responsible_for
from localgov_components.councils.succession import CodeSuccession, Succession

__all__ = [
    "RELIABLE_FROM",
    "AnswerKind",
    "Answers",
    "AreaCode",
    "Change",
    "CodeFile",
    "CodeFinding",
    "CodeSuccession",
    "Council",
    "CouncilKind",
    "Duty",
    "FindingKind",
    "Nation",
    "Register",
    "RegisterOn",
    "Responsibility",
    "Source",
    "Style",
    "Succession",
    "lint_codes",
    "render_github",
    "render_json",
    "render_sarif",
    "responsible_for",
]
