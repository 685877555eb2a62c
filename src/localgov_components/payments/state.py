"""How a payment may move from one state to the next.

States from `created` on are GOV.UK Pay's
(https://docs.payments.service.gov.uk/api_reference/#payment-status-lifecycle). Two come before
them: `recorded` (our intent is durable and nothing has been asked yet) and `unknown` (we asked, and
do not know what happened). A time-out is `unknown`, never `failed`.

`success` can turn into `error` when the money cannot be collected after all, and `error` into
`success`: GOV.UK Pay shows `error` while an authorisation is in flight, and it may still go
through. Nothing else leaves a finished state.

>>> may_move(PaymentState.STARTED, PaymentState.SUCCESS)
True
>>> may_move(PaymentState.FAILED, PaymentState.STARTED)
False
"""

from enum import StrEnum

__all__ = ["MOVES", "PaymentState", "may_move"]


class PaymentState(StrEnum):
    """Where a payment stands."""

    RECORDED = "recorded"
    UNKNOWN = "unknown"
    CREATED = "created"
    STARTED = "started"
    SUBMITTED = "submitted"
    CAPTURABLE = "capturable"
    SUCCESS = "success"
    FAILED = "failed"
    CANCELLED = "cancelled"
    ERROR = "error"

    @property
    def finished(self) -> bool:
        """Whether the payer can do nothing more about it."""
        return self in {PaymentState.SUCCESS, PaymentState.FAILED, PaymentState.CANCELLED, PaymentState.ERROR}


_FINISHED = frozenset(state for state in PaymentState if state.finished)

MOVES: dict[PaymentState, frozenset[PaymentState]] = {
    PaymentState.RECORDED: frozenset(PaymentState) - {PaymentState.RECORDED},
    PaymentState.UNKNOWN: frozenset(PaymentState) - {PaymentState.RECORDED, PaymentState.UNKNOWN},
    PaymentState.CREATED: _FINISHED | {PaymentState.STARTED, PaymentState.SUBMITTED, PaymentState.CAPTURABLE},
    PaymentState.STARTED: _FINISHED | {PaymentState.SUBMITTED, PaymentState.CAPTURABLE},
    PaymentState.SUBMITTED: _FINISHED | {PaymentState.CAPTURABLE},
    PaymentState.CAPTURABLE: _FINISHED,
    PaymentState.SUCCESS: frozenset({PaymentState.ERROR}),
    PaymentState.ERROR: frozenset({PaymentState.SUCCESS, PaymentState.FAILED, PaymentState.CANCELLED}),
    PaymentState.FAILED: frozenset(),
    PaymentState.CANCELLED: frozenset(),
}
"""Every legal move. A writer that wants another has read something stale."""


def may_move(before: PaymentState, after: PaymentState) -> bool:
    """Whether a payment may go from one state directly to the other."""
    return after in MOVES[before]
