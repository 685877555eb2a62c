"""Decisions made by rules: an outcome, its reasons, and what is still needed while facts are missing.

>>> from datetime import date
>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.rules import Fact, Facts, Known, fact
>>> class Household(Facts, id="household"):
...     universal_credit: Fact[bool] = fact("somebody gets Universal Credit")
>>> concession = Scheme("concession", facts=[Household], eligible=[rule("benefit", Household.universal_credit)])
>>> concession.decide(Known({"household.universal_credit": True}), on=date(2026, 5, 1)).outcome
<Outcome.ELIGIBLE: 'eligible'>
"""

from localgov_components.eligibility.archives import (
    Archive,
    ArchiveFolder,
    ArchiveTable,
    export_archive,
    import_archive,
)
from localgov_components.eligibility.case_history import History, Spell, history
from localgov_components.eligibility.changes import NearestChange, NearestChanges, nearest_changes
from localgov_components.eligibility.checking import Checked, check_scheme
from localgov_components.eligibility.comparing import (
    Bands,
    Comparison,
    OutcomeChange,
    PublishedComparison,
    compare,
    comparison_schema,
    proposed,
)
from localgov_components.eligibility.coverage import Coverage
from localgov_components.eligibility.decision import Decision, StillNeeded
from localgov_components.eligibility.document import read_scheme_document, scheme_document
from localgov_components.eligibility.keeping import keep, keep_rules
from localgov_components.eligibility.outcome import Outcome
from localgov_components.eligibility.overriding import override
from localgov_components.eligibility.reason import Reason
from localgov_components.eligibility.record import (
    Backdating,
    ConditionRecord,
    DecisionRecord,
    DefinitionUsed,
    Effect,
    FactUsed,
    MissingRecord,
    Override,
    PolicyUsed,
    ReasonRecord,
    RecordedValue,
    Standing,
    Superseded,
    Words,
    read_record,
)
from localgov_components.eligibility.redecision import Redecision, ValueChange
from localgov_components.eligibility.rendering import (
    AuditReport,
    Notice,
    NoticeRow,
    applicant_notice,
    audit_report,
)
from localgov_components.eligibility.replaying import Difference, Replay, Replayer, redecide, replay
from localgov_components.eligibility.scenarios import (
    Expected,
    Scenario,
    ScenarioResult,
    parse_scenarios,
    read_scenarios,
    run_scenarios,
)
from localgov_components.eligibility.scheme import Rule, Scheme, rule
from localgov_components.eligibility.scheme_files import LoadedScheme, load_scheme
from localgov_components.eligibility.scheme_on import Result, SchemeOn
from localgov_components.eligibility.supersession import supersede
from localgov_components.eligibility.verifying import Proof, ProofKind, ProofLimits, Verdict, Verification, equivalent

__all__ = [
    "Archive",
    "ArchiveFolder",
    "ArchiveTable",
    "AuditReport",
    "Backdating",
    "Bands",
    "Checked",
    "Comparison",
    "ConditionRecord",
    "Coverage",
    "Decision",
    "DecisionRecord",
    "DefinitionUsed",
    "Difference",
    "Effect",
    "Expected",
    "FactUsed",
    "History",
    "LoadedScheme",
    "MissingRecord",
    "NearestChange",
    "NearestChanges",
    "Notice",
    "NoticeRow",
    "Outcome",
    "OutcomeChange",
    "Override",
    "PolicyUsed",
    "Proof",
    "ProofKind",
    "ProofLimits",
    "PublishedComparison",
    "Reason",
    "ReasonRecord",
    "RecordedValue",
    "Redecision",
    "Replay",
    "Replayer",
    "Result",
    "Rule",
    "Scenario",
    "ScenarioResult",
    "Scheme",
    "SchemeOn",
    "Spell",
    "Standing",
    "StillNeeded",
    "Superseded",
    "ValueChange",
    "Verdict",
    "Verification",
    "Words",
    "applicant_notice",
    "audit_report",
    "check_scheme",
    "compare",
    "comparison_schema",
    "equivalent",
    "export_archive",
    "history",
    "import_archive",
    "keep",
    "keep_rules",
    "load_scheme",
    "nearest_changes",
    "override",
    "parse_scenarios",
    "proposed",
    "read_record",
    "read_scenarios",
    "read_scheme_document",
    "redecide",
    "replay",
    "rule",
    "run_scenarios",
    "scheme_document",
    "supersede",
]
