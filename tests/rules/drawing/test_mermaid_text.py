import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE, TEXT
from tests.rules.growing import LUMP, TRUTH
from tests.rules.reading.wording import Household
from tests.rules.trees import cases_of, rules_together
from tests.rules.vocabulary import ON, FixedPolicy, partial_for

from localgov_components.core.messages import LANGUAGES
from localgov_components.money import Money
from localgov_components.rules import Expression, Known, all_of, any_of, define, policy_value
from localgov_components.rules.drawing import mermaid

LABEL = r"(?:[\w ,'£]|\.(?=\d)|#\d+;|<br>)+"
LINE = re.compile(
    rf'flowchart LR|    n\d+(?:\[\["{LABEL}"\]\]|\["{LABEL}"\]|\("{LABEL}"\))(?::::[a-z-]+)?'
    r"|    n\d+ (?:-->|-\.->) n\d+"
    r"|    classDef [a-z-]+ fill:#\w{6},stroke:#\w{6},color:#\w{6}(?:,stroke-dasharray:\d \d)?"
)
A, B = Household.credit, Household.badge


def test_a_case_is_told_by_sign_word_and_colour() -> None:
    rule = all_of(A, Household.capital > policy_value("limit", Money), Household.bins > 2)
    known = Known({"household.credit": True, "household.capital": Money("1")})
    assert mermaid({"help": rule}, known=known, policy=FixedPolicy(), on=ON) == (
        "flowchart LR\n"
        '    n1[["#10007; not true<br>help#58;<br>all of these"]]:::not-true\n'
        '    n2("#8211; not needed<br>somebody gets Universal Credit"):::not-needed\n'
        '    n3("#10007; not true<br>savings and investments are more than the limit #40;£2.00#41;'
        '<br>#40;Order 2012, article 4#41;"):::not-true\n'
        '    n4("#8211; not needed<br>number of bins is more than 2"):::not-needed\n'
        "    n1 --> n2\n"
        "    n1 --> n3\n"
        "    n1 --> n4\n"
        "    classDef not-true fill:#fbe6e4,stroke:#a3140a,color:#0b0c0c\n"
        "    classDef not-needed fill:#f3f2f1,stroke:#5d656a,color:#484f55,stroke-dasharray:2 3\n"
    )


def test_a_mention_is_a_dotted_arrow() -> None:
    rich = define("rich", Household.capital > Money("1"))
    drawn = mermaid({"one": all_of(A, rich == B)})
    assert "n3 -.-> n4" in drawn
    assert 'n4["rich#58;<br>' in drawn


def test_values_are_drawn_when_asked_for() -> None:
    rules = {"left": Household.capital - Money("1000")}
    known = Known({"household.capital": Money("1234.56")})
    assert "234.56" not in mermaid(rules, known=known, on=ON)
    assert "<br>#61; £234.56<br>" in mermaid(rules, known=known, on=ON, show_values=True)


@pytest.mark.parametrize(
    ("label", "drawn"),
    [
        ("</script>", "#60;#47;script#62;"),
        ('say "yes"', "say #34;yes#34;"),
        ("one\ntwo", "one two"),
        ("1. not a list", "1#46; not a list"),
        ("- nor this", "#45; nor this"),
        ("`code` *and* _more_", "#96;code#96; #42;and#42; #95;more#95;"),
        ("#35; & co", "#35;35#59; #38; co"),
        ("a]b}c)d", "a#93;b#125;c#41;d"),
        ("👩", "#128105;"),
        ("mae Siân", "mae Siân"),
        ("\x00\u202e", "#65533;#65533;"),
    ],
)
def test_nothing_in_a_label_means_anything_to_mermaid(label: str, drawn: str) -> None:
    assert f'n1[["rule#58;<br>{drawn}"]]' in mermaid({"rule": define("x", A, label=label)})


# No rule has half a character.
@pytest.mark.parametrize("text", [each for each in HOSTILE if "\ud800" not in each])
def test_hostile_labels_make_lines_that_mermaid_reads(text: str) -> None:
    rule = any_of(A, define("x", B, label=text, denied=text, cites=text), Household.band == text)
    assert all(LINE.fullmatch(line) for line in mermaid({text or "rule": rule}).splitlines())


@given(TEXT, TEXT)
def test_any_label_makes_lines_that_mermaid_reads(label: str, cites: str) -> None:
    drawn = mermaid({label or "rule": any_of(A, define("x", B, label=label, cites=cites))})
    assert all(LINE.fullmatch(line) for line in drawn.split("\n")[:-1])


@pytest.mark.parametrize("language", LANGUAGES)
@given(
    case=cases_of(rules_together(TRUTH, LUMP, gaps=True), known=lambda rules: partial_for(*rules)), shown=st.booleans()
)
def test_any_rules_make_lines_that_mermaid_reads(
    language: str,
    case: tuple[tuple[Expression[object], ...], Known],
    shown: bool,  # noqa: FBT001 - drawn by Hypothesis
) -> None:
    rules = {f"rule {number}": rule for number, rule in enumerate(case[0])}
    drawn = mermaid(rules, known=case[1], policy=FixedPolicy(), on=ON, show_values=shown, language=language)
    lines = drawn.splitlines()
    assert all(LINE.fullmatch(line) for line in lines)
    boxes = {line.split("[")[0].split("(")[0].strip() for line in lines if '"' in line}
    ends = {end for line in lines if ">" in line and '"' not in line for end in re.findall(r"n\d+", line)}
    assert ends <= boxes
