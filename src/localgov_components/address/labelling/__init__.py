"""How well addresses are matched: the matcher's answers beside the right ones.

>>> from localgov_components.address.matching.match import Match, MatchOutcome
>>> from localgov_components.identifiers import Uprn
>>> right = Uprn.parse("999900000017")
>>> report = score(
...     [Match(MatchOutcome.MATCHED, uprn=right, score=0.99), Match(MatchOutcome.NOT_FOUND)],
...     [AddressLabel(right, group="typing fault"), AddressLabel(None, group="number unknown")],
... )
>>> report.precision, report.recall, report.abstention
(Rate(1 of 1), Rate(1 of 1), Rate(1 of 2))
"""

from localgov_components.address.labelling.label import AddressLabel, LabelResult, MissKind
from localgov_components.address.labelling.labelled_file import score_file
from localgov_components.address.labelling.rate import Rate
from localgov_components.address.labelling.report import GroupResults, LabelFailure, LabellingReport, ScoreBand
from localgov_components.address.labelling.scoring import score

__all__ = [
    "AddressLabel",
    "GroupResults",
    "LabelFailure",
    "LabelResult",
    "LabellingReport",
    "MissKind",
    "Rate",
    "ScoreBand",
    "score",
    "score_file",
]
