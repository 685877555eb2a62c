"""The contract test of notification providers: derive a class, and pytest holds your provider to it.

    class TestCallList(NotificationProviderContract):
        def provider(self, folder: Path) -> CallList:
            return CallList(path=folder / "calls.txt")

        def delivered(self, folder: Path) -> int:
            return (folder / "calls.txt").read_text("utf-8").count("[ ]")

        def unreachable(self, folder: Path) -> CallList:
            return CallList(path=folder / "no" / "such" / "folder.txt")

No check touches the network: give the provider a fake far side that keeps what it is told in the
folder. A check that fails says in a sentence what the contract asks for.

>>> sorted(NotificationProviderContract.__abstractmethods__)
['delivered', 'provider', 'unreachable']
"""

import traceback
from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from localgov_components.core.errors import ProviderUnavailableError
from localgov_components.notifications import NOTIFICATION_PROVIDERS, Message, NotificationProvider, Sent
from localgov_components.testing.expectation import expect

if TYPE_CHECKING:
    import pytest

__all__ = ["NotificationProviderContract"]

_LONGEST_NAME = 100
_SUBJECT = "A subject that is personal"
_BODY = "A body that is personal."


class NotificationProviderContract(ABC):
    """What every notification provider does, as tests to inherit.

    Say in three methods how to make yours. Set `to` when your provider takes something else than e-mail addresses.
    """

    to: ClassVar[str] = "resident@example.com"

    @abstractmethod
    def provider(self, folder: Path) -> NotificationProvider:
        """A provider that works.

        It keeps what it remembers in this folder: a second one is the first after a restart.
        """

    @abstractmethod
    def delivered(self, folder: Path) -> int:
        """How many messages have arrived at the far side of the provider of this folder."""

    @abstractmethod
    def unreachable(self, folder: Path) -> NotificationProvider:
        """A provider whose far side does not answer."""

    def test_it_has_a_name_that_stays_the_same(self, tmp_path: Path) -> None:
        """The name goes into logs and reports."""
        provider = self.provider(tmp_path)
        before: object = provider.name
        provider.send(self._message())
        good = isinstance(before, str) and 0 < len(before.strip()) <= _LONGEST_NAME
        expect("the name is a text of 1 to 100 characters", good)
        stays = before == provider.name == self.provider(tmp_path).name
        expect("the name is the same in every instance, and after sending", stays)

    def test_it_is_written_for_a_contract_version_that_is_accepted(self, tmp_path: Path) -> None:
        """A plugin that does not say so is not loaded."""
        version: object = getattr(type(self.provider(tmp_path)), "contract_version", None)
        accepted = type(version) is int and version in NOTIFICATION_PROVIDERS.accepted_versions
        expect(f"the class says contract_version = {NOTIFICATION_PROVIDERS.contract_version}", accepted)

    def test_a_message_is_delivered_and_what_the_provider_calls_it_is_returned(self, tmp_path: Path) -> None:
        """One message, one delivery, one `Sent`."""
        sent: object = self.provider(tmp_path).send(self._message())
        expect("send returns Sent", isinstance(sent, Sent))
        expect("one message that is sent arrives once", self.delivered(tmp_path) == 1)

    def test_another_message_is_another_delivery(self, tmp_path: Path) -> None:
        """Only the id says whether two messages are one."""
        provider = self.provider(tmp_path)
        sent = [provider.send(self._message(id=name)) for name in ("contract-1", "contract-2")]
        expect("two messages that differ in their id alone both arrive", self.delivered(tmp_path) == len(sent))

    def test_the_same_message_again_is_not_delivered_again(self, tmp_path: Path) -> None:
        """The id is the idempotency key."""
        provider = self.provider(tmp_path)
        first, again = (provider.send(self._message()) for _ in range(2))
        expect("a message that is sent twice arrives once", self.delivered(tmp_path) == 1)
        expect("a message that is sent twice gets the same answer", first == again)

    def test_the_same_message_after_a_restart_is_not_delivered_again(self, tmp_path: Path) -> None:
        """After a crash nobody knows whether it went, so a new process sends it again."""
        first, again = (self.provider(tmp_path).send(self._message()) for _ in range(2))
        expect("a message that is sent again after a restart arrives once", self.delivered(tmp_path) == 1)
        expect("a message that is sent again after a restart gets the same answer", first == again)

    def test_words_of_any_language_are_taken(self, tmp_path: Path) -> None:
        """Welsh letters, other scripts, many lines."""
        body = "Diolch.\n\n" + "ŷ 緑 🌱\n" * 500
        self.provider(tmp_path).send(self._message(subject="Gwastraff gardd: tŷ", body=body, language="cy"))
        expect("a long message in Welsh arrives", self.delivered(tmp_path) == 1)

    def test_the_message_is_left_as_it_is(self, tmp_path: Path) -> None:
        """The caller keeps it, and may send it again."""
        message = self._message()
        self.provider(tmp_path).send(message)
        expect("send does not change the message", message == self._message())

    def test_a_far_side_that_does_not_answer_is_an_error_that_says_so(self, tmp_path: Path) -> None:
        """The outbox tries again later, and an operator reads the code."""
        error = self._failure(tmp_path)
        typed = isinstance(error, ProviderUnavailableError)
        expect("a far side that does not answer is a ProviderUnavailableError", typed)
        own_code = getattr(error, "code", "") != ProviderUnavailableError.default_code
        expect("the error has a code of its own, such as call-list.unwritable", own_code)

    def test_nothing_personal_is_shown_by_a_provider_that_works(
        self, tmp_path: Path, caplog: "pytest.LogCaptureFixture", capsys: "pytest.CaptureFixture[str]"
    ) -> None:
        """Neither in its repr, nor in what it returns, logs or prints."""
        caplog.set_level(0)
        provider = self.provider(tmp_path)
        sent = provider.send(self._message())
        self._expect_silence("the provider's repr", repr(provider))
        self._expect_silence("what send returns", repr(sent))
        self._expect_silence("the log", caplog.text)
        self._expect_silence("what is printed", "".join(capsys.readouterr()))

    def test_nothing_personal_is_shown_by_a_provider_that_fails(
        self, tmp_path: Path, caplog: "pytest.LogCaptureFixture", capsys: "pytest.CaptureFixture[str]"
    ) -> None:
        """Neither in the error nor in its causes, nor in what is logged or printed."""
        caplog.set_level(0)
        error = self._failure(tmp_path)
        self._expect_silence("the error with its causes", "".join(traceback.format_exception(error)))
        self._expect_silence("the log", caplog.text)
        self._expect_silence("what is printed", "".join(capsys.readouterr()))

    def _message(self, **changes: str) -> Message:
        message = {"id": "contract-1", "reference": "CONTRACT-TEST", "to": self.to, "subject": _SUBJECT, "body": _BODY}
        return Message.model_validate({**message, **changes})

    def _failure(self, folder: Path) -> Exception:
        provider = self.unreachable(folder)
        try:
            provider.send(self._message())
        except Exception as error:  # noqa: BLE001 - which kind it is, is the question
            return error
        raise AssertionError("the contract asks that send raises when the far side does not answer")

    def _expect_silence(self, where: str, text: str) -> None:
        for name, value in (("to", self.to), ("subject", _SUBJECT), ("body", _BODY)):
            expect(f"{where} does not show the message's {name}", value not in text)
