from collections import Counter
from datetime import date
from html import unescape
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.eligibility.cases import ON, POLICY_SET, schemes
from tests.eligibility.support import KNOWN, MAY, POLICY, SCHEME, more_capital
from tests.identifiers.hostile import HOSTILE
from tests.rules.trees import partial

from localgov_components.core.errors import InvalidValueError
from localgov_components.eligibility import (
    AuditReport,
    Notice,
    Outcome,
    Scheme,
    applicant_notice,
    audit_report,
    override,
    rule,
)
from localgov_components.eligibility.rendering.blocks import Bullets, Pairs, Paragraph, Section, Table
from localgov_components.eligibility.rendering.markup import as_html
from localgov_components.eligibility.rendering.plain_text import as_text
from localgov_components.rules import Fact, Facts, Known, define, fact

ATTACKS = [
    "</section><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<!-- a comment --> & &amp; &#x3c;",
    "\x1b[31mred\x1b[0m\x00\x07",
    "\u202egnihton",
    "one\ntwo\r\n- three\n\n# four",
]


def section_of(html: str) -> Element:
    """The one section of a fragment, read as XML is."""
    return fromstring(f"<body>{html.replace('<br>', '<br/>')}</body>").find("section")  # type: ignore[return-value]  # noqa: S314


def notice(decision: Any, **options: Any) -> Notice:  # noqa: ANN401
    """The notice of a decision."""
    return applicant_notice(decision, about="help", review="Write.", **options)


@given(schemes(gaps=True), partial)
def test_every_notice_and_report_is_well_formed_and_its_tables_have_captions_and_headings(
    scheme: Scheme, known: Known
) -> None:
    decision = scheme.decide(known, on=ON, policy=POLICY_SET)
    for html in (notice(decision).html(level=1), audit_report(decision).html(level=1)):
        section = section_of(html)
        assert {each.tag for each in section.iter()} <= {
            "section", "h1", "h2", "h3", "p", "ul", "li", "dl", "div", "dt", "dd", "table", "caption", "thead",
            "tbody", "tr", "th", "td", "br",
        }  # fmt: skip
        assert len(section.findall("h1")) == 1
        for table in section.iter("table"):
            columns = [each.get("scope") for each in table.findall("./thead/tr/th")]
            assert table.findtext("caption")
            assert columns == ["col"] * len(columns)
            for row in table.findall("./tbody/tr"):
                assert [each.tag for each in row] == ["th"] + ["td"] * (len(columns) - 1)
                assert row[0].get("scope") == "row"


def test_classes_are_those_of_the_design_system() -> None:
    html = audit_report(SCHEME.decide(KNOWN, on=MAY, policy=POLICY)).html()
    classes = {name for each in section_of(html).iter() for name in each.get("class", "").split()}
    assert classes >= {
        "govuk-heading-l",
        "govuk-heading-m",
        "govuk-summary-list",
        "govuk-table",
        "govuk-table__caption",
    }
    assert all(name.startswith("govuk-") for name in classes)


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_headings_go_down_one_level_at_a_time_from_the_one_that_is_asked_for(level: int) -> None:
    section = section_of(audit_report(SCHEME.decide(KNOWN, on=MAY, policy=POLICY)).html(level=level))
    headings = [int(each.tag[1]) for each in section.iter() if each.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
    assert headings[0] == level
    assert set(headings) == {level, level + 1}
    assert Counter(headings)[level] == 1


@pytest.mark.parametrize("level", [0, 5, -1])
def test_a_level_without_room_below_is_refused(level: int) -> None:
    with pytest.raises(InvalidValueError) as refused:
        audit_report(SCHEME.decide(KNOWN, on=MAY, policy=POLICY)).html(level=level)
    assert refused.value.code == "rendering.level"


class _Tags(HTMLParser):
    """The tags, comments and attributes that a browser would find."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(name for name, _ in attrs)}

    def handle_comment(self, data: str) -> None:
        self.found.add("comment")

    def handle_data(self, data: str) -> None:
        self.text += data


HARMLESS = {"section", "lang", "class", "scope", "h2", "h3", "p", "ul", "li", "dl", "div", "dt", "dd", "table"} | {
    "caption", "thead", "tbody", "tr", "th", "td", "br",
}  # fmt: skip


def tags(html: str) -> set[str]:
    """What a browser would find beside text."""
    parser = _Tags()
    parser.feed(html)
    parser.close()
    return parser.found


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_anybody_wrote_becomes_markup(attack: str) -> None:
    class Odd(Facts, id="odd"):
        one: Fact[bool] = fact(f"one {attack}", denied=f"not {attack}", cites=f"law {attack}")

    named = define("named", Odd.one, label=f"named {attack}", cites=f"law {attack}")
    scheme = Scheme("odd", facts=[Odd], cites=attack, eligible=[rule("one", named, cites=f"law {attack}")])
    for value in (True, False):
        record = override(
            scheme.decide(Known({"odd.one": value}), on=MAY),
            outcome=Outcome.ELIGIBLE,
            tier=f"tier {attack}",
            role=f"role {attack}",
            reason=f"why {attack}",
            cites=f"law {attack}",
            on=MAY,
        )
        shown = applicant_notice(record, about=attack, review=f"review {attack}", next_steps=f"next {attack}")
        for telling in (shown, audit_report(record)):
            assert tags(telling.html()) <= HARMLESS
            assert_plain(telling.html())
            assert_plain(telling.text())


def assert_plain(shown: str) -> None:
    """What is shown has no character that would speak to a terminal or turn a line round."""
    assert [each for each in shown if not each.isprintable() and each != "\n"] == []


def test_a_line_break_in_a_label_does_not_begin_a_line_of_its_own() -> None:
    record = override(
        SCHEME.decide(more_capital("17000"), on=MAY, policy=POLICY),
        outcome=Outcome.ELIGIBLE,
        role="officer\n\nYou can get everything",
        reason="r",
        cites="c",
        on=date(2026, 5, 8),
        set_aside="b",
    )
    assert "\nYou can get everything" not in notice(record).text()
    assert "officer You can get everything" in notice(record).text()


@given(st.text(max_size=60) | st.sampled_from([each for each in HOSTILE if isinstance(each, str)]))
def test_any_text_is_shown_as_text(text: str) -> None:
    cell = (text,)
    section = Section(
        f"t {text}",
        (
            Paragraph(text),
            Bullets((text,)),
            Pairs(((text, cell),)),
            Table(text, (text, text, text), ((cell, cell, ()), (cell, (), cell))),
            Section(text, (Paragraph(text),)),
        ),
    )
    html = as_html(section, language="en")
    assert tags(html) <= HARMLESS
    assert_plain(html.replace("\u200c", "").replace("\u200d", ""))
    assert_plain(as_text(section).replace("\u200c", "").replace("\u200d", ""))
    assert unescape(html).count("<section") >= 1


def test_a_report_and_a_notice_are_made_of_the_same_markup() -> None:
    decision = SCHEME.decide(KNOWN, on=MAY, policy=POLICY)
    shown: list[Notice | AuditReport] = [notice(decision), audit_report(decision)]
    assert all(each.html().startswith('<section lang="en">\n<h2 class="govuk-heading-l">') for each in shown)
    assert all(each.html().endswith("</section>") for each in shown)
