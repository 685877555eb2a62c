"""Putting the desks of several councils on one store, with the providers that each asks for."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from localgov_components.address import OS_PLACES_LIMIT, AddressProvider, Chain, Gazetteer, OsPlaces
from localgov_components.notifications import NOTIFICATION_PROVIDERS, NotificationProvider, OutboxFolder
from localgov_components.payments import PaymentProvider
from localgov_components.plugins import load
from localgov_components.services import Council, CouncilService, ServiceDesk
from localgov_components.storage import Store
from localgov_components.transport import HttpTransport, PatientTransport, RateLimit

__all__ = ["open_addresses", "open_desks"]

_OUTBOX = "outbox"
_OS_PLACES_SECONDS = 5.0


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


def open_addresses(open_things: ExitStack, gazetteer: Path, os_places_key: str | None) -> AddressProvider:
    """The gazetteer, and OS Places where it has none and there is a key."""
    own = open_things.enter_context(Gazetteer.open(gazetteer))
    if os_places_key is None:
        return own
    transport = open_things.enter_context(HttpTransport(timeout=_OS_PLACES_SECONDS))
    return Chain(own, OsPlaces(PatientTransport(transport, RateLimit(OS_PLACES_LIMIT)), os_places_key))


def _notifications(council: Council, outbox: Path) -> NotificationProvider:
    if council.notifications == _OUTBOX:
        return OutboxFolder(outbox / council.id)
    return load(
        NOTIFICATION_PROVIDERS, council.notifications, council.allow_list, settings=council.notification_settings
    )
