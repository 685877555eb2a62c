"""What can be proved of a scheme: for every household at once, not for those that somebody thought of.

Needs `pip install "localgov-components[proofs]"`.

>>> from datetime import date
>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, Per, fact, when
>>> class Household(Facts, id="household"):
...     income: Fact[Money] = fact("net income", per=Per.WEEK)
>>> award = when(Household.income <= Money("100.00"), Money("12.00")).otherwise(Money("0.00"))
>>> scheme = Scheme("support", facts=Household, eligible=[rule("low", award > Money("0.00"))], award=award)
>>> found = scheme.verify(on=date(2026, 5, 1))
>>> found.summary
'9 proved, 1 refuted'
>>> print(found.warnings[0].words)
£12.00 of award is lost between £100.00 and £100.01 a week; by a pound more no household loses more than £12.00
"""

from localgov_components.eligibility.verifying.curve import Curve, Edge
from localgov_components.eligibility.verifying.equivalence import equivalent
from localgov_components.eligibility.verifying.limits import ProofLimits
from localgov_components.eligibility.verifying.proof import Example, Proof, ProofKind, Severity, Subject, Verdict
from localgov_components.eligibility.verifying.proving import Progress
from localgov_components.eligibility.verifying.telling.chart import chart, told
from localgov_components.eligibility.verifying.telling.places import SourcePlace, places_in
from localgov_components.eligibility.verifying.verification import Verification

__all__ = [
    "Curve",
    "Edge",
    "Example",
    "Progress",
    "Proof",
    "ProofKind",
    "ProofLimits",
    "Severity",
    "SourcePlace",
    "Subject",
    "Verdict",
    "Verification",
    "chart",
    "equivalent",
    "places_in",
    "told",
]
