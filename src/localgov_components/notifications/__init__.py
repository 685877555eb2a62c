"""Messages to residents, and the providers that carry them.

A provider is anything with a `name` and a `send`; GOV.UK Notify, a letter printer and the folder
below look alike to a service. The `Outbox` keeps a message in the same transaction as its case and
delivers it afterwards, so that neither is ever there without the other.

>>> import tempfile
>>> message = Message(
...     id="amb-3m4x-confirmation",
...     reference="AMB-3M4X",
...     to="resident@example.com",
...     subject="Your garden waste subscription",
...     body="We will empty your bin from 2 March.",
... )
>>> message
Message(id='amb-3m4x-confirmation', reference='AMB-3M4X', to=•••, subject=•••, body=•••, language='en')
>>> with tempfile.TemporaryDirectory() as folder:
...     OutboxFolder(folder).send(message)
Sent(provider_reference='amb-3m4x-confirmation.txt')
"""

from localgov_components.notifications.message import Message, Sent
from localgov_components.notifications.outbox import DeliveryFailure, DeliveryReport, Outbox
from localgov_components.notifications.outbox_folder import OutboxFolder
from localgov_components.notifications.provider import NOTIFICATION_PROVIDERS, NotificationProvider

__all__ = [
    "NOTIFICATION_PROVIDERS",
    "DeliveryFailure",
    "DeliveryReport",
    "Message",
    "NotificationProvider",
    "Outbox",
    "OutboxFolder",
    "Sent",
]
