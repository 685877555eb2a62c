"""A folder in place of a postman: each message becomes a text file that anybody can open.

For demonstrations, for trying a service out, and for councils whose own mailer picks files up. A
file appears whole or not at all: it is written under another name, flushed, and then renamed.

>>> import tempfile
>>> from localgov_components.notifications.message import Message
>>> message = Message(id="amb-1", reference="AMB-1", to="resident@example.com", subject="Paid", body="Thank you.")
>>> with tempfile.TemporaryDirectory() as folder:
...     sent = OutboxFolder(folder).send(message)
...     print(Path(folder, sent.provider_reference).read_text("utf-8"))
To: resident@example.com
Subject: Paid
Reference: AMB-1
Language: en
<BLANKLINE>
Thank you.
<BLANKLINE>
"""

import os
import tempfile
from pathlib import Path
from typing import ClassVar

from localgov_components.core.errors import ProviderUnavailableError
from localgov_components.notifications.message import Message, Sent

__all__ = ["OutboxFolder"]


class OutboxFolder:
    """A provider that writes each message to `<id>.txt` in a folder.

    The folder is made when it is not there; files are UTF-8. The second of two messages with one id
    leaves the first one's file as it is.
    """

    name: ClassVar[str] = "outbox-folder"
    contract_version: ClassVar[int] = 1

    def __init__(self, folder: str | Path) -> None:
        self._folder = Path(folder)

    def send(self, message: Message) -> Sent:
        """Write the file unless it is there; `ProviderUnavailableError` if that fails."""
        path = self._folder / f"{message.id}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                _write_whole(path, _letter(message))
        except OSError as error:
            raise ProviderUnavailableError(
                f"the outbox folder cannot be written ({type(error).__name__}). "
                "Check that the folder's disk has room and that this program may write there.",
                code="notifications.folder-unwritable",
            ) from error
        return Sent(provider_reference=path.name)

    def __repr__(self) -> str:
        """Where it writes."""
        return f"OutboxFolder({str(self._folder)!r})"


def _letter(message: Message) -> str:
    return (
        f"To: {message.to}\nSubject: {message.subject}\nReference: {message.reference}\n"
        f"Language: {message.language}\n\n{message.body}\n"
    )


def _write_whole(path: Path, text: str) -> None:
    """Write beside the path, then rename: a reader never sees half a message."""
    handle, unfinished = tempfile.mkstemp(prefix=".unfinished-", dir=path.parent)
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123 - the handle is open already
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).replace(path)
    except OSError:
        Path(unfinished).unlink(missing_ok=True)
        raise
