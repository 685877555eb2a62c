"""A decision as it is kept, and what it is made of.

>>> from datetime import date
>>> Effect(date(2026, 5, 1), notified=date(2026, 5, 1)).backdating is None
True
"""

from localgov_components.eligibility.record.decision_record import (
    RECORD_FORMAT,
    DecisionRecord,
    Standing,
    Superseded,
    read_record,
)
from localgov_components.eligibility.record.effect import Backdating, Effect
from localgov_components.eligibility.record.override import Override
from localgov_components.eligibility.record.reason_record import ConditionRecord, MissingRecord, ReasonRecord
from localgov_components.eligibility.record.used import (
    DefinitionUsed,
    FactUsed,
    JudgedBy,
    MemberAt,
    PolicyUsed,
    SetAsideBy,
)
from localgov_components.eligibility.record.words import RecordedValue, Words

__all__ = [
    "RECORD_FORMAT",
    "Backdating",
    "ConditionRecord",
    "DecisionRecord",
    "DefinitionUsed",
    "Effect",
    "FactUsed",
    "JudgedBy",
    "MemberAt",
    "MissingRecord",
    "Override",
    "PolicyUsed",
    "ReasonRecord",
    "RecordedValue",
    "SetAsideBy",
    "Standing",
    "Superseded",
    "Words",
    "read_record",
]
