import json
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from tests.eligibility.cases import ON, POLICY_SET, schemes
from tests.eligibility.support import DECIDED, KNOWN, MAY, POLICY, RECORDED, SCHEME, UNDECIDED, more_capital
from tests.rules.trees import partial

from localgov_components.core.errors import NotFoundError
from localgov_components.eligibility import (
    AuditReport,
    Backdating,
    Effect,
    Outcome,
    Scheme,
    audit_report,
    override,
    read_record,
    supersede,
)
from localgov_components.money import Money
from localgov_components.rules import Known, Per

DECISION = SCHEME.decide(KNOWN, on=MAY, policy=POLICY, known_at=RECORDED)
REFUSED = SCHEME.decide(more_capital("17000"), on=MAY, policy=POLICY)
JULY = date(2026, 7, 1)
BY: dict[str, Any] = {
    "role": "Benefits manager",
    "reason": "The money is in trust",
    "cites": "Scheme of delegation, B7",
    "on": date(2026, 5, 8),
    "set_aside": "Counsel’s advice",
}
TEXT = audit_report(DECISION.record(decided=DECIDED)).text()


@pytest.mark.parametrize(
    "line",
    [
        "council-support: eligible",
        "Law: Local Government Finance Act 1992, section 13A",
        "Tier: Part of the bill",
        "Award: £13.45 a week",
        "Decided for: 1 May 2026",
        "Policy recorded by: 15 January 2026, 09:00:00",
        "Decided at: 2 May 2026, 11:30:00",
        "Has effect: from 1 May 2026",
        "low-income (scheme, paragraph 4): holds",
        "too-much-capital (SI 2012/2885, regulation 11), prescribed by law: does not hold",
        "- Savings and investments (£2,300.77) are not more than the capital limit (£16,000.00)",
        "  Facts: household.capital",
        "  Policy values: capital_limit",
        "- The excess income; excess_income",
        "  Value: £21.00 a week",
        "- Allowance for a couple; couple_allowance",
        "  Set by: Ambleford Council; council",
        "  Law and decision: Cabinet minute 47; Budget; approved by Director of Finance on 3 February 2026",
        "  In force: from 1 April 2026 to 31 March 2027; recorded 15 January 2026, 09:00:00",
        "  Set aside: Localism Act 2011, section 1 (Monitoring officer, 1 February 2026)",
        "- Earnings; household.members[2].earnings",
        "  Value: £123.45 a week",
        "  Value: no; found by Benefits officer, until 31 December 2026: Seen on 3 April",
        f"Scheme and rules: {SCHEME.rules_hash}",
        f"Policy: {POLICY.edition}",
        f"This record: {DECISION.record(decided=DECIDED).content_hash}",
    ],
)
def test_an_auditor_is_told_everything_that_decided(line: str) -> None:
    assert line in TEXT.splitlines()


def test_what_could_settle_a_case_is_told_by_path() -> None:
    text = audit_report(SCHEME.decide(UNDECIDED, on=MAY, policy=POLICY)).text()
    assert "council-support: undecided" in text
    assert "  Value: not known: declined" in text
    assert "- Is the partner; household.members[1].partner\n  Value: not known: awaiting evidence" in text
    assert "To be asked next: household." in text
    assert "The facts on each line would be enough together." in text


def test_an_officers_decision_stands_beside_that_of_the_rules() -> None:
    record = override(REFUSED, outcome=Outcome.ELIGIBLE, award=Money("12.00"), per=Per.WEEK, until=JULY, **BY)
    text = audit_report(record).text()
    for line in (
        "Outcome: eligible",
        "Outcome by the rules: not eligible",
        "Stands: from 8 May 2026 to 1 July 2026",
        "Role: Benefits manager",
        "Reason: The money is in trust",
        "Power: Scheme of delegation, B7",
        "As it stands on: 8 May 2026",
        "Set aside: too-much-capital, capital_limit: Counsel’s advice",
        "too-much-capital (SI 2012/2885, regulation 11), prescribed by law: holds",
    ):
        assert line in text.splitlines()
    after = audit_report(record, day=date(2026, 7, 2)).text()
    assert "council-support: not eligible" in after
    assert "Role: Benefits manager" in after


def test_the_record_that_is_superseded_is_named() -> None:
    first = DECISION.record(decided=DECIDED)
    effect = Effect(MAY, notified=JULY, backdating=Backdating("told late", "paragraph 46"))
    text = audit_report(supersede(first, REFUSED, effect=effect, reason="An inheritance")).text()
    for line in (
        f"Earlier record: {first.content_hash}",
        "Reason: An inheritance",
        "Facts that differ: household.capital",
        "Backdated because: told late; paragraph 46",
        "The council was told on: 1 July 2026",
    ):
        assert line in text.splitlines()


def test_a_report_as_json_is_the_record_whole() -> None:
    report = audit_report(DECISION)
    data = json.loads(report.model_dump_json())
    assert read_record(data["record"], source="report.json") == DECISION.record()
    assert data["record_hash"] == DECISION.record().content_hash
    assert AuditReport.model_validate_json(report.model_dump_json()) == report


def test_a_report_in_welsh_has_welsh_frames_that_nobody_has_reviewed() -> None:
    report = audit_report(DECISION, language="cy")
    assert "Penderfynwyd ar gyfer: 1 Mai 2026" in report.text()
    assert (report.is_reviewed, audit_report(DECISION).is_reviewed) == (False, True)
    with pytest.raises(NotFoundError):
        audit_report(DECISION, language="fr")


@given(schemes(gaps=True), partial)
def test_every_decision_has_a_report_in_each_language_and_form(scheme: Scheme, known: Known) -> None:
    record = scheme.decide(known, on=ON, policy=POLICY_SET).record()
    for language in ("en", "cy"):
        report = audit_report(record, language=language)
        text, html = report.text(), report.html()
        for part in (
            record.rules_hash,
            record.policy_edition,
            record.content_hash,
            *(each.path for each in record.used),
        ):
            assert part in text
            assert part in html
        assert not re.search("None(?! of)", text)
    assert all(each.rule in audit_report(record).text() for each in (*record.reasons, *record.award_reasons))


def test_a_report_does_not_show_a_person_in_its_repr() -> None:
    assert "171.15" not in repr(audit_report(DECISION))


def test_instants_are_told_in_the_time_of_the_united_kingdom() -> None:
    summer = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert "Decided at: 2 July 2026, 00:30:00" in audit_report(DECISION.record(decided=summer)).text()
