import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.councils import CodeFinding, FindingKind, render_github, render_json, render_sarif

FINDING = CodeFinding(FindingKind.RETIRED, "ended", line=3, column="gss", position=6, suggestion="E06000066")


@pytest.mark.parametrize(
    ("message", "column", "file", "annotation"),
    [
        ("ended", "gss", "data/codes.csv", "::warning file=data/codes.csv,line=3,col=6,title=gss%3A retired::ended"),
        ("a::b, c", "a,b:c", "x", "::warning file=x,line=3,col=6,title=a%2Cb%3Ac%3A retired::a::b, c"),
        ("50%\r\nof", "%0A", "x", "::warning file=x,line=3,col=6,title=%250A%3A retired::50%25%0D%0Aof"),
    ],
)
def test_an_annotation_is_escaped_as_the_runner_reads_it(message: str, column: str, file: str, annotation: str) -> None:
    finding = CodeFinding(FindingKind.RETIRED, message, line=3, column=column, position=6)
    assert render_github(finding, file) == annotation


@given(st.text(), st.text(), st.text())
def test_an_annotation_is_one_line_whatever_it_says(message: str, column: str, file: str) -> None:
    written = render_github(CodeFinding(FindingKind.UNKNOWN, message, line=1, column=column), file)
    assert "\n" not in written
    assert "\r" not in written
    head, _, said = written.removeprefix("::warning ").partition("::")
    assert [each.partition("=")[0] for each in head.split(",")] == ["file", "line", "col", "title"]
    assert said.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%") == message


def test_json_holds_everything_that_is_known_of_a_finding() -> None:
    assert json.loads(render_json([FINDING], "codes.csv")) == [
        {
            "file": "codes.csv",
            "kind": "retired",
            "message": "ended",
            "line": 3,
            "column": "gss",
            "position": 6,
            "suggestion": "E06000066",
        }
    ]
    assert json.loads(render_json([], "codes.csv")) == []


def test_sarif_has_one_result_for_each_finding_and_a_rule_for_each_kind() -> None:
    log = json.loads(render_sarif([FINDING, FINDING], "my data\\codes.csv"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert log["$schema"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert set(rules) == set(FindingKind)
    assert run["columnKind"] == "unicodeCodePoints"  # as a position counts
    first, second = run["results"]
    assert first == second
    assert first["ruleId"] == rules[first["ruleIndex"]] == "retired"
    assert first["message"] == {"text": "gss: ended"}
    assert first["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "my%20data/codes.csv"},
                "region": {"startLine": 3, "startColumn": 6},
            }
        }
    ]


def test_a_file_name_that_is_no_text_is_written_too() -> None:
    name = b"codes\xff.csv".decode(errors="surrogateescape")
    (run,) = json.loads(render_sarif([FINDING], name))["runs"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "codes%FF.csv"}
