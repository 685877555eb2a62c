"""A decision told twice from the same data: to the person it is about, and to whoever checks it.

>>> from datetime import date
>>> from localgov_components.eligibility import Scheme, applicant_notice, audit_report, rule
>>> from localgov_components.rules import Fact, Facts, Known, fact
>>> class Household(Facts, id="household"):
...     blue_badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> scheme = Scheme("concession", facts=[Household], eligible=[rule("badge", Household.blue_badge)])
>>> record = scheme.decide(Known({"household.blue_badge": True}), on=date(2026, 5, 1)).record()
>>> applicant_notice(record, about="a cheaper bin", review="Write to us.").heading
'You can get a cheaper bin'
>>> audit_report(record).text().splitlines()[0]
'concession: eligible'
"""

from localgov_components.eligibility.rendering.applicant import applicant_notice
from localgov_components.eligibility.rendering.notice import Notice, NoticeRow
from localgov_components.eligibility.rendering.report import AuditReport, audit_report

__all__ = ["AuditReport", "Notice", "NoticeRow", "applicant_notice", "audit_report"]
