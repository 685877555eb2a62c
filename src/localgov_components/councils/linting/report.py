"""Findings for machines: JSON, annotations of a code review, and SARIF.

An annotation is a line that GitHub Actions turns into a remark at a line of a file. Characters that end its parts are
written as the runner reads them: `%25`, `%0D`, `%0A`, and in properties also `%3A` and `%2C`
(https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands). SARIF is the form of OASIS,
version 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), which most code hosts take.

>>> from localgov_components.councils.linting.finding import CodeFinding, FindingKind
>>> finding = CodeFinding(FindingKind.RETIRED, "100% gone", line=3, column="gss", position=6)
>>> render_github(finding, "a,b.csv")
'::warning file=a%2Cb.csv,line=3,col=6,title=gss%3A retired::100%25 gone'
"""

from collections.abc import Sequence
from dataclasses import asdict

from localgov_components import __version__
from localgov_components.councils.linting.finding import CodeFinding, FindingKind

__all__ = ["render_github", "render_json", "render_sarif"]

_IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_TOOL = "localgov lint-codes"


def render_github(finding: CodeFinding, file: str) -> str:
    """One finding as a workflow command of GitHub Actions.

    `file` is the path from the root of the repository.
    """
    properties = {
        "file": file,
        "line": str(finding.line),
        "col": str(finding.position),
        "title": f"{finding.column}: {finding.kind}",
    }
    written = ",".join(f"{key}={value.translate(_IN_PROPERTIES)}" for key, value in properties.items())
    return f"::warning {written}::{finding.message.translate(_IN_MESSAGES)}"


def render_json(findings: Sequence[CodeFinding], file: str) -> str:
    """All findings as a JSON array, each with its file."""
    import json

    return json.dumps([{"file": file, **asdict(finding)} for finding in findings], indent=2, ensure_ascii=False)


def render_sarif(findings: Sequence[CodeFinding], file: str) -> str:
    """All findings as a SARIF log of one run."""
    import json
    from urllib.parse import quote

    kinds = [*FindingKind]
    location = {"uri": quote(file.replace("\\", "/"), errors="surrogateescape")}
    results = [
        {
            "ruleId": finding.kind,
            "ruleIndex": kinds.index(finding.kind),
            "level": "warning",
            "message": {"text": f"{finding.column}: {finding.message}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": location,
                        "region": {"startLine": finding.line, "startColumn": finding.position},
                    }
                }
            ],
        }
        for finding in findings
    ]
    driver = {"name": _TOOL, "version": __version__, "rules": [{"id": str(kind)} for kind in kinds]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "language": "en-GB",
        "results": results,
    }
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)
