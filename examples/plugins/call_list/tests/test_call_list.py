"""The call list keeps the contract of every notification provider, and takes telephone numbers only."""

from pathlib import Path

import pytest
from council_call_list import CallList

from localgov_components.core import ProviderRefusedError
from localgov_components.notifications import Message
from localgov_components.testing import NotificationProviderContract


class TestCallList(NotificationProviderContract):
    """What every notification provider does."""

    to = "01632 960001"

    def provider(self, folder: Path) -> CallList:
        """One that works."""
        return CallList(path=folder / "calls.txt")

    def delivered(self, folder: Path) -> int:
        """Entries on the list."""
        return (folder / "calls.txt").read_text("utf-8").count("\n[ ] ")

    def unreachable(self, folder: Path) -> CallList:
        """One whose folder is not there."""
        return CallList(path=folder / "no" / "such" / "folder" / "calls.txt")


def test_an_email_address_is_refused(tmp_path: Path) -> None:
    """Nobody can telephone it."""
    message = Message(id="amb-1", reference="AMB-1", to="resident@example.com", subject="Bins", body="Thank you.")
    with pytest.raises(ProviderRefusedError, match="not to a telephone number"):
        CallList(path=tmp_path / "calls.txt").send(message)
