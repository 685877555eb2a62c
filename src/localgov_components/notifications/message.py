"""A message to one person, and what a provider says when it has taken it.

The id is the caller's and says what the message is about (`amb-3m4x-confirmation`), so that asking
twice for the same message sends it once. It is kept in small letters: it becomes a file's name, and
some file systems do not tell `A` from `a`.

>>> Message(id="AMB-1-paid", reference="AMB-1", to="resident@example.com", subject="Paid", body="Thank you.").id
'amb-1-paid'
>>> Message(id="../passwd", reference="AMB-1", to="resident@example.com", subject="Paid", body="Thank you.")
Traceback (most recent call last):
    ...
pydantic_core._pydantic_core.ValidationError: 1 validation error for Message
id
  String should match pattern ...
"""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from localgov_components.core.model import Model, Sensitive

__all__ = ["Message", "Sent"]

_DELETE = "\x7f"


def _one_line(text: str) -> str:
    """Refuse what could begin a header of its own in an e-mail."""
    if any(character < " " or character == _DELETE for character in text):
        raise ValueError("must be one line without control characters. Take line breaks out.")
    return text


def _plain_text(text: str) -> str:
    if any(character < " " and character not in "\t\n\r" for character in text):
        raise ValueError("must be text without control characters. Take all but line breaks and tabs out.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


MessageId = Annotated[str, StringConstraints(to_lower=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), AfterValidator(_one_line)]
Body = Annotated[str, StringConstraints(min_length=1, max_length=100_000), AfterValidator(_plain_text)]


class Message(Model):
    """One message to one person.

    `reference` is the case it belongs to. `to` is an e-mail address, or whatever the provider sends
    to. `language` is that of the words (BCP 47). Lines of the body end in one newline character.
    """

    id: MessageId
    reference: Line
    to: Annotated[Line, Sensitive("personal")]
    subject: Annotated[Line, Sensitive("personal")]
    body: Annotated[Body, Sensitive("personal")]
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"


class Sent(Model):
    """A provider has taken the message; `provider_reference` is what it calls it."""

    provider_reference: Line
