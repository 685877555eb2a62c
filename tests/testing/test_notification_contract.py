"""The contract passes a sound provider, and each way of breaking it fails the check that is about it."""

import inspect
import logging
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pytest

from localgov_components.core import ProviderRefusedError, ProviderUnavailableError
from localgov_components.notifications import Message, NotificationProvider, Sent
from localgov_components.testing import NotificationProviderContract

Checks = Callable[[type["Sound"]], set[str]]


class Sound:
    """A provider that keeps the contract; the broken ones below differ from it in one thing."""

    name: str = "sound"
    contract_version: ClassVar[object] = 1

    def __init__(self, path: Path) -> None:
        self.path = path

    def send(self, message: Message) -> Sent:
        if not self.path.parent.is_dir():
            self.fail(message)
        if not self.knows(message):
            self.deliver(message)
        return self.answer(message)

    def fail(self, message: Message) -> None:
        raise ProviderUnavailableError("the far side does not answer. Try again.", code="sound.silent")

    def knows(self, message: Message) -> bool:
        return self.path.exists() and message.id in self.path.read_text("utf-8").splitlines()

    def deliver(self, message: Message) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"{message.id}\n")

    def answer(self, message: Message) -> Sent:
        return Sent(provider_reference=message.id)


class Nameless(Sound):
    name = " "


class Renamed(Sound):
    def deliver(self, message: Message) -> None:
        super().deliver(message)
        self.name = message.id


class Unversioned(Sound):
    contract_version = None


class FromTheFuture(Sound):
    contract_version = 99


class AnswersNothing(Sound):
    def answer(self, message: Message) -> Sent:
        return None  # type: ignore[return-value]


class DeliversNothing(Sound):
    def deliver(self, message: Message) -> None:
        """Forget it."""


class DeliversTwice(Sound):
    def knows(self, message: Message) -> bool:
        return False


class TakesAllForOne(Sound):
    def knows(self, message: Message) -> bool:
        return self.path.exists()


class ForgetsAtRestart(Sound):
    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.known: set[str] = set()

    def knows(self, message: Message) -> bool:
        known = message.id in self.known
        self.known.add(message.id)
        return known


class AnswersAnew(Sound):
    count = 0

    def answer(self, message: Message) -> Sent:
        type(self).count += 1
        return Sent(provider_reference=str(self.count))


class EnglishOnly(Sound):
    def deliver(self, message: Message) -> None:
        message.body.encode("latin-1")
        super().deliver(message)


class Scribbles(Sound):
    def deliver(self, message: Message) -> None:
        super().deliver(message)
        message.__dict__["subject"] = "mine"


class SwallowsFailure(Sound):
    def send(self, message: Message) -> Sent:
        try:
            return super().send(message)
        except ProviderUnavailableError:
            return self.answer(message)


class UntypedFailure(Sound):
    def fail(self, message: Message) -> None:
        raise OSError


class TakesFailureForRefusal(Sound):
    def fail(self, message: Message) -> None:
        raise ProviderRefusedError("refused. Do not try again.", code="sound.refused")


class CodelessFailure(Sound):
    def fail(self, message: Message) -> None:
        raise ProviderUnavailableError("the far side does not answer. Try again.")


class ShowsInRepr(Sound):
    last = ""

    def deliver(self, message: Message) -> None:
        super().deliver(message)
        self.last = message.to

    def __repr__(self) -> str:
        return f"ShowsInRepr({self.last})"


class ShowsInAnswer(Sound):
    def answer(self, message: Message) -> Sent:
        return Sent(provider_reference=message.to)


class ShowsInLog(Sound):
    def deliver(self, message: Message) -> None:
        super().deliver(message)
        logging.getLogger("shows").debug("sending %s", message.subject)


class Prints(Sound):
    def deliver(self, message: Message) -> None:
        super().deliver(message)
        print(message.body)  # noqa: T201 - that is what is wrong with it


class ShowsInError(Sound):
    def fail(self, message: Message) -> None:
        raise ProviderUnavailableError(f"cannot send to {message.to}. Try again.", code="sound.silent")


class ShowsInCause(Sound):
    def fail(self, message: Message) -> None:
        try:
            raise OSError(message.body)  # noqa: TRY301 - the shortest way to have a cause
        except OSError as error:
            raise ProviderUnavailableError("the far side does not answer. Try again.", code="sound.silent") from error


class LogsFailure(Sound):
    def fail(self, message: Message) -> None:
        logging.getLogger("shows").warning("cannot send to %s", message.to)
        super().fail(message)


class PrintsFailure(Sound):
    def fail(self, message: Message) -> None:
        print(message.subject)  # noqa: T201 - that is what is wrong with it
        super().fail(message)


def contract_of(kind: type[Sound]) -> NotificationProviderContract:
    class Contract(NotificationProviderContract):
        def provider(self, folder: Path) -> NotificationProvider:
            return kind(folder / "far-side.txt")

        def delivered(self, folder: Path) -> int:
            path = folder / "far-side.txt"
            return len(path.read_text("utf-8").splitlines()) if path.exists() else 0

        def unreachable(self, folder: Path) -> NotificationProvider:
            return kind(folder / "not-there" / "far-side.txt")

    return Contract()


@pytest.fixture
def failing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> Callable[[type[Sound]], set[str]]:
    """The checks of the contract that a kind of provider does not pass."""

    def run(kind: type[Sound]) -> set[str]:
        contract = contract_of(kind)
        found = set()
        for number, name in enumerate(name for name in dir(contract) if name.startswith("test_")):
            check = getattr(contract, name)
            folder = tmp_path / str(number)
            folder.mkdir()
            caplog.clear()
            capsys.readouterr()
            fixtures = {"tmp_path": folder, "caplog": caplog, "capsys": capsys}
            try:
                check(**{each: fixtures[each] for each in inspect.signature(check).parameters})
            except (AssertionError, UnicodeError):
                found.add(name)
        return found

    return run


def test_a_sound_provider_passes_every_check(failing: Checks) -> None:
    assert failing(Sound) == set()


@pytest.mark.parametrize(
    ("kind", "check"),
    [
        (Nameless, "test_it_has_a_name_that_stays_the_same"),
        (Renamed, "test_it_has_a_name_that_stays_the_same"),
        (Unversioned, "test_it_is_written_for_a_contract_version_that_is_accepted"),
        (FromTheFuture, "test_it_is_written_for_a_contract_version_that_is_accepted"),
        (AnswersNothing, "test_a_message_is_delivered_and_what_the_provider_calls_it_is_returned"),
        (TakesAllForOne, "test_another_message_is_another_delivery"),
        (ForgetsAtRestart, "test_the_same_message_after_a_restart_is_not_delivered_again"),
        (EnglishOnly, "test_words_of_any_language_are_taken"),
        (Scribbles, "test_the_message_is_left_as_it_is"),
        (TakesFailureForRefusal, "test_a_far_side_that_does_not_answer_is_an_error_that_says_so"),
        (CodelessFailure, "test_a_far_side_that_does_not_answer_is_an_error_that_says_so"),
        (UntypedFailure, "test_a_far_side_that_does_not_answer_is_an_error_that_says_so"),
        (ShowsInRepr, "test_nothing_personal_is_shown_by_a_provider_that_works"),
        (ShowsInAnswer, "test_nothing_personal_is_shown_by_a_provider_that_works"),
        (ShowsInLog, "test_nothing_personal_is_shown_by_a_provider_that_works"),
        (Prints, "test_nothing_personal_is_shown_by_a_provider_that_works"),
        (ShowsInError, "test_nothing_personal_is_shown_by_a_provider_that_fails"),
        (ShowsInCause, "test_nothing_personal_is_shown_by_a_provider_that_fails"),
        (LogsFailure, "test_nothing_personal_is_shown_by_a_provider_that_fails"),
        (PrintsFailure, "test_nothing_personal_is_shown_by_a_provider_that_fails"),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_a_broken_provider_fails_the_check_that_is_about_it_and_no_other(
    failing: Checks, kind: type[Sound], check: str
) -> None:
    assert failing(kind) == {check}


@pytest.mark.parametrize("kind", [DeliversNothing, DeliversTwice, AnswersAnew, SwallowsFailure])
def test_a_provider_that_is_broken_in_what_several_checks_need_fails_them_all(
    failing: Checks, kind: type[Sound]
) -> None:
    assert len(failing(kind)) > 1


def test_a_contract_that_does_not_say_how_to_make_the_provider_cannot_be_run() -> None:
    with pytest.raises(TypeError, match="provider"):
        NotificationProviderContract()  # type: ignore[abstract]
