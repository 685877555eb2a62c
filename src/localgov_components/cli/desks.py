"""Putting the desks of several councils on one store, with the providers that each asks for."""

from collections.abc import Sequence
from pathlib import Path

from localgov_components.address import AddressProvider
from localgov_components.notifications import NOTIFICATION_PROVIDERS, NotificationProvider, OutboxFolder
from localgov_components.payments import PaymentProvider
from localgov_components.plugins import load
from localgov_components.services import Council, CouncilService, ServiceDesk
from localgov_components.storage import Store

__all__ = ["open_desks"]

_OUTBOX = "outbox"


def open_desks(
    folders: Sequence[Path], *, store: Store, addresses: AddressProvider, payments: PaymentProvider, outbox: Path
) -> list[ServiceDesk]:
    """A desk for each council's folder; messages go to `outbox` unless the council allows a plugin."""
    running = [CouncilService.load(folder) for folder in folders]
    return [
        ServiceDesk(
            each,
            store=store,
            addresses=addresses,
            payments=payments,
            notifications=_notifications(each.council, outbox),
        )
        for each in running
    ]


def _notifications(council: Council, outbox: Path) -> NotificationProvider:
    if council.notifications == _OUTBOX:
        return OutboxFolder(outbox / council.id)
    return load(
        NOTIFICATION_PROVIDERS, council.notifications, council.allow_list, settings=council.notification_settings
    )
