"""Checking files of council codes: unknown, retired, repeated, spoilt, or under another council's name.

>>> from datetime import date
>>> from localgov_components.councils.linting import lint_codes
>>> rows = [{"gss": "E06000065"}, {"gss": "e07000166"}, {"gss": "E05000001"}]
>>> for finding in lint_codes(rows, columns=["gss"], on=date(2026, 5, 1)):
...     print(finding)
line 2, column gss: malformed: it is written with small letters or spaces. Write E07000166
line 2, column gss: retired: ended on 2023-03-31 with Richmondshire District Council; now North Yorkshire ...
line 3, column gss: not-a-council: it is the code of a ward
"""

from localgov_components.councils.linting.code_file import CodeFile
from localgov_components.councils.linting.finding import CodeFinding, FindingKind
from localgov_components.councils.linting.lint import lint_codes
from localgov_components.councils.linting.report import render_github, render_json, render_sarif

__all__ = [
    "CodeFile",
    "CodeFinding",
    "FindingKind",
    "lint_codes",
    "render_github",
    "render_json",
    "render_sarif",
]
