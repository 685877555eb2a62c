"""Drafts that wait for their applicant, and cases whose history shows when it was tampered with.

>>> from datetime import UTC, datetime
>>> from localgov_components.storage import Store
>>> store = Store.open("sqlite://")
>>> store.migrate()
>>> drafts = Drafts(store)
>>> nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
>>> started = drafts.start(service="garden-waste", council="ambleford", edition="1", now=nine)
>>> drafts.save(started.token, {"bins": 2}, version=started.draft.version, now=nine).version
1
>>> drafts.save(started.token, {"bins": 3}, version=0, now=nine)
Traceback (most recent call last):
    ...
localgov_components.core.errors.ConflictError: the draft was saved by another tab or request since version 0. \
Read it again, then save on its present version.
>>> store.close()
"""

from localgov_components.records.case import Case, CaseEvent, CaseStatus, NewCase
from localgov_components.records.cases import Cases
from localgov_components.records.draft import Draft, StartedDraft
from localgov_components.records.drafts import Drafts

__all__ = ["Case", "CaseEvent", "CaseStatus", "Cases", "Draft", "Drafts", "NewCase", "StartedDraft"]
