"""The hash chain that shows whether a case or its history was changed behind the program's back.

Each event's hash covers its own content and the hash of the event before; the first stands on the
hash of what the case was opened with; the case keeps the last hash and how many there are. So an
edit, a deletion, an exchange, an insertion or a cut at the end shows at the first link that does
not fit. It does not stop somebody who can rewrite the whole case with all its hashes: copy
`chain_head` elsewhere from time to time (the nightly log will do) and that shows too.

>>> from datetime import UTC, datetime
>>> at = datetime(2026, 3, 2, 9, tzinfo=UTC)
>>> link("AMB-1", 1, "opened", "complete", {"bins": 2}, at, "0" * 64)[:12]
'999b9f563755'
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from pydantic import JsonValue

from localgov_components.core.canonical import canonical_hash
from localgov_components.core.errors import ConflictError
from localgov_components.records.case import Case, CaseEvent, NewCase

__all__ = ["broken_chain", "check_chain", "foundation", "link"]


def foundation(case: NewCase) -> str:
    """The hash that the first event stands on: what the case was opened with."""
    return canonical_hash(
        {
            "reference": str(case.reference),
            "service": case.service,
            "council": case.council,
            "edition": case.edition,
            "answers": dict(case.answers),
            "decision": case.decision,
            "charge": case.charge,
        }
    )


def link(reference: str, number: int, event: str, status: str, data: JsonValue, at: datetime, previous: str) -> str:
    """The hash of one event."""
    return canonical_hash(
        {
            "reference": reference,
            "number": number,
            "event": event,
            "status": status,
            "data": data,
            "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
            "previous": previous,
        }
    )


def check_chain(case: Case, events: Sequence[CaseEvent], *, count: int) -> None:
    """Raise `ConflictError` naming the first link that does not fit."""
    expected = foundation(case)
    for number, event in enumerate(events, start=1):
        if event.number != number or event.previous != expected or event.hash != _link_of(event):
            raise broken_chain(f"event {number} does not fit what stands before it, or was changed")
        expected = event.hash
    if len(events) != count or expected != case.chain_head:
        raise broken_chain(f"the history ends after event {len(events)}, and the case says it has {count}")
    if not events or events[-1].status != case.status:
        raise broken_chain("the status of the case is not that of its last event")


def broken_chain(what: str) -> ConflictError:
    """The error that says what does not fit."""
    return ConflictError(
        f"the history of this case was changed outside the program: {what}. "
        "Change nothing more; compare it with a backup and find out who had access.",
        code="records.chain-broken",
    )


def _link_of(event: CaseEvent) -> str:
    return link(str(event.reference), event.number, event.event, event.status, event.data, event.at, event.previous)
