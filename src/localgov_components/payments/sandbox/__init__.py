"""A local stand-in for GOV.UK Pay, with its test cards.

>>> from localgov_components.payments.sandbox import SANDBOX_CARDS
>>> SANDBOX_CARDS[0].meaning
'The payment succeeds'
"""

from localgov_components.payments.sandbox.cards import SANDBOX_CARDS, SandboxCard
from localgov_components.payments.sandbox.faults import FaultKind, Faults
from localgov_components.payments.sandbox.server import PaySandbox

__all__ = ["SANDBOX_CARDS", "FaultKind", "Faults", "PaySandbox", "SandboxCard"]
