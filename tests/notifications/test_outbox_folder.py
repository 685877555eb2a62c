"""The outbox folder holds one whole, readable file for each message, and passes the contract."""

import os
from pathlib import Path

import pytest

from localgov_components.core import ProviderUnavailableError
from localgov_components.notifications import Message, OutboxFolder
from localgov_components.testing import NotificationProviderContract

MESSAGE = Message(
    id="AMB-1-paid",
    reference="AMB-1",
    to="resident@example.com",
    subject="Tanysgrifiad gwastraff gardd: tŷ",
    body="Diolch.\nThank you.",
    language="cy",
)


class TestOutboxFolder(NotificationProviderContract):
    """The contract of every notification provider."""

    def provider(self, folder: Path) -> OutboxFolder:
        """The folder itself."""
        return OutboxFolder(folder / "outbox")

    def delivered(self, folder: Path) -> int:
        """One file for each message."""
        return len(list((folder / "outbox").iterdir()))

    def unreachable(self, folder: Path) -> OutboxFolder:
        """A file stands where the folder should be."""
        (folder / "in-the-way").touch()
        return OutboxFolder(folder / "in-the-way")


def test_the_file_is_plain_text_that_a_person_can_read(tmp_path: Path) -> None:
    sent = OutboxFolder(tmp_path).send(MESSAGE)
    assert (tmp_path / sent.provider_reference).read_bytes().decode("utf-8") == (
        "To: resident@example.com\nSubject: Tanysgrifiad gwastraff gardd: tŷ\nReference: AMB-1\nLanguage: cy\n"
        "\nDiolch.\nThank you.\n"
    )


def test_its_name_is_the_id_and_nothing_else(tmp_path: Path) -> None:
    OutboxFolder(tmp_path).send(MESSAGE)
    assert [path.name for path in tmp_path.iterdir()] == ["amb-1-paid.txt"]


def test_the_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    OutboxFolder(str(tmp_path / "out" / "box")).send(MESSAGE)
    assert (tmp_path / "out" / "box" / "amb-1-paid.txt").is_file()


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    OutboxFolder(tmp_path).send(MESSAGE)
    OutboxFolder(tmp_path).send(MESSAGE.model_copy(update={"body": "other words"}))
    assert "Diolch" in (tmp_path / "amb-1-paid.txt").read_text("utf-8")


def test_a_message_that_cannot_be_written_whole_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ProviderUnavailableError) as refused:
        OutboxFolder(tmp_path).send(MESSAGE)
    assert refused.value.code == "notifications.folder-unwritable"
    assert list(tmp_path.iterdir()) == []


def test_it_shows_where_it_writes() -> None:
    assert repr(OutboxFolder("outbox")) == "OutboxFolder('outbox')"
