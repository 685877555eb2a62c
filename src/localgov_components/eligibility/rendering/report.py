"""What an auditor is told of a decision: everything in its record, laid out to be read.

Rule ids and law, each condition with the values in it, definitions, policy values with layer and source, facts, what is
missing, what an officer decided instead, and the hashes by which it can be made again.
"""

from datetime import date
from typing import Annotated

from localgov_components.core.model import Model, Sensitive
from localgov_components.eligibility.decision import Decision
from localgov_components.eligibility.record import DecisionRecord
from localgov_components.eligibility.rendering.blocks import Section
from localgov_components.eligibility.rendering.markup import as_html
from localgov_components.eligibility.rendering.phrasing import Phrasing
from localgov_components.eligibility.rendering.plain_text import as_text
from localgov_components.eligibility.rendering.report_sections import report_section

__all__ = ["AuditReport", "audit_report"]


class AuditReport(Model):
    """The record of a decision with its own hash, told in a language.

    Overrides count as they stand on a day. Its JSON is the record, whole.
    """

    language: str
    is_reviewed: bool
    day: date
    record_hash: str
    record: Annotated[DecisionRecord, Sensitive("personal")]

    def text(self) -> str:
        """The report as plain text."""
        return as_text(self._section())

    def html(self, *, level: int = 2) -> str:
        """The report as a fragment of HTML, whose first heading is of a level."""
        return as_html(self._section(), language=self.language, level=level)

    def _section(self) -> Section:
        return report_section(self.record, self.record_hash, self.day, Phrasing(self.language))


def audit_report(decision: Decision | DecisionRecord, *, language: str = "en", day: date | None = None) -> AuditReport:
    """The report of a decision for officers and auditors, with values of facts.

    `day` is the day for which overrides count: that on which the last begins, or of the decision, when left out.
    """
    record = decision.record() if isinstance(decision, Decision) else decision
    return AuditReport(
        language=language,
        is_reviewed=Phrasing(language).is_reviewed,
        day=record.last_day if day is None else day,
        record_hash=record.content_hash,
        record=record,
    )
