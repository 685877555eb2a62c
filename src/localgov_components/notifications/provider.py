"""What carries messages: the promise that a notification provider makes.

The message's id is the idempotency key: after a crash nobody can know whether a message went out, so
it is sent again with the same id, and a provider that can tell delivers it once. The contract test
`localgov_components.testing.NotificationProviderContract` holds a provider to all of this.

>>> NOTIFICATION_PROVIDERS
PluginKind(name='notification_providers', contract_version=1)
>>> sorted(NOTIFICATION_PROVIDERS.methods), sorted(NOTIFICATION_PROVIDERS.attributes)
(['send'], ['name'])
"""

from typing import Protocol

from localgov_components.notifications.message import Message, Sent
from localgov_components.plugins import PluginKind

__all__ = ["NOTIFICATION_PROVIDERS", "NotificationProvider"]


class NotificationProvider(Protocol):
    """Something that can send a message."""

    @property
    def name(self) -> str:
        """A short name for logs and reports, the same in every instance."""

    def send(self, message: Message) -> Sent:
        """Send the message, or recognise its id and answer as before.

        Raises `ProviderRefusedError` when this message will never be taken (it is not tried again)
        and `ProviderUnavailableError` when it may be taken later. Neither quotes the message.
        """


NOTIFICATION_PROVIDERS = PluginKind[NotificationProvider](
    name="notification_providers", protocol=NotificationProvider, contract_version=1
)
"""Plugins that send messages. A plugin's class says `contract_version = 1`."""
