"""Messages to residents without e-mail, as a list that officers telephone."""

import os
import re
from pathlib import Path

from localgov_components.core import ProviderRefusedError, ProviderUnavailableError
from localgov_components.notifications import Message, Sent

__all__ = ["CallList"]

TELEPHONE = re.compile(r"[+0][0-9 ]{9,16}")


class CallList:
    """Adds each message to a text file, once. Officers tick `[ ]` to `[x]` when they have called."""

    name = "call-list"
    contract_version = 1

    def __init__(self, *, path: str | Path) -> None:
        self.path = Path(path)

    def send(self, message: Message) -> Sent:
        """Add the message, unless its id is on the list."""
        if not TELEPHONE.fullmatch(message.to):
            raise ProviderRefusedError(
                "the message is not to a telephone number. Send it another way.", code="call-list.not-a-number"
            )
        try:
            if message.id not in self._ids():
                self._add(message)
        except OSError as error:
            raise ProviderUnavailableError(
                "the call list cannot be written. Check its folder, then try again.", code="call-list.unwritable"
            ) from error
        return Sent(provider_reference=message.id)

    def _ids(self) -> set[str]:
        """Of every entry: `[ ] id` in a line of its own; what people wrote is indented."""
        if not self.path.exists():
            return set()
        lines = self.path.read_text(encoding="utf-8").split("\n")
        return {line[4:] for line in lines if line.startswith(("[ ] ", "[x] "))}

    def _add(self, message: Message) -> None:
        """The id comes last: an entry that a crash cut short has none, so the message is added again."""
        words = message.body.replace("\n", "\n    ")
        entry = f"\nCall {message.to} about {message.subject}\n\n    {words}\n\n[ ] {message.id}\n"
        with self.path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(entry)
            file.flush()
            os.fsync(file.fileno())
