"""E-mail address: where to write to somebody.

Checked for its form, as RFC 5321, RFC 6531 and the rules for domain names have it (by the library email-validator).
Nothing is looked up: whether anybody reads what is sent to an address is told by sending. What stands before the @
is kept as it is typed, because only its own server knows whether case matters; the domain is put in small letters,
with its accents even where it came encoded. Spaces beside an @ or a dot are taken out, as
dictation and the keyboards of telephones put them in; any other divides an address from something else, and is refused.
Domains kept for documents and tests make an address an example (RFC 2606).

>>> str(Email.parse("Siân. Resident @ BRACKWATER.gov.uk"))
'Siân.Resident@brackwater.gov.uk'
>>> Email.parse("resident@example.com")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not an e-mail address: it is an example, given to nobody \
(RFC 5321, RFC 6531 and RFC 2606). Give a real one.
"""

import re
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from localgov_components.identifiers.identifier import Identifier
from localgov_components.identifiers.status import Status

if TYPE_CHECKING:
    from email_validator import ValidatedEmail

__all__ = ["Email"]

_EXAMPLES = re.compile(r"(?:.+\.)?example\.(?:com|net|org)|.+\.(?:example|invalid|test)")
"""Domains kept for documents and tests, and every domain in them (RFC 2606)."""
_UNCHECKED = re.compile(r"(?<=\.)(?:invalid|test)\Z", re.ASCII | re.IGNORECASE)
"""The library refuses these without looking at their form, so that it is shown another in their place."""
_CHECKED = "example"
_MOST_CHARACTERS = 254
"""In an address that mail can be sent to (RFC 5321, errata 1690)."""


class Email(Identifier):
    """An e-mail address; `str` is as it was typed, with its domain in small letters."""

    __slots__ = ()

    noun = "an e-mail address"
    slug = "email"
    source = "RFC 5321, RFC 6531 and RFC 2606"
    is_personal = True
    most_typed = _MOST_CHARACTERS
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "format": "idn-email",
        "maxLength": _MOST_CHARACTERS,
        "examples": ["resident@example.com"],
        "description": "E-mail address, which may have letters beyond ASCII.",
    }
    _key: str

    @property
    def status(self) -> Status:
        """Well formed, or an example."""
        return Status.EXAMPLE if _EXAMPLES.fullmatch(self.domain) else Status.WELL_FORMED

    @property
    def domain(self) -> str:
        """What stands after the @, in small letters."""
        return self._key.rpartition("@")[2]

    @property
    def ascii(self) -> str | None:
        """With its domain encoded, for software that takes ASCII only; None where ASCII cannot hold its first part."""
        encoded = _validated(self._key).ascii_email
        return encoded and _as_typed(self._key, encoded)

    @classmethod
    def _read(cls, compact: str) -> str:
        from email_validator import EmailNotValidError

        with suppress(EmailNotValidError):  # what it says may quote the address, so that it goes no further
            return _as_typed(compact, _validated(compact).normalized)
        rule = "it is a name, an @, and a domain with a dot in it"
        raise cls._refused(rule, "Look at its spelling.", code="email.format")

    @classmethod
    def _compact(cls, text: str) -> str:
        """Text without what cannot be seen, and without spaces beside an @ or a dot; a quoted name may hold spaces."""
        if not isinstance(text, str):
            raise cls._refused("it is not text", "Give text.", code="email.type", source="")
        seen = text if text.isascii() else "".join(each for each in text if unicodedata.category(each) != "Cf")
        address = seen.strip() if '"' in seen else _without_spaces(seen)
        if len(address) > cls.most_typed:
            raise cls._refused("it is too long", f"Give {cls.most_typed} characters or fewer.", code="email.too-long")
        return address


def _without_spaces(text: str) -> str:
    joined = " ".join(text.split())
    for mark in ("@", "."):
        joined = joined.replace(f" {mark}", mark).replace(f"{mark} ", mark)
    return joined


def _validated(address: str) -> "ValidatedEmail":
    from email_validator import validate_email

    shown = _UNCHECKED.sub(_CHECKED, address)
    return validate_email(shown, check_deliverability=False, allow_quoted_local=True)


def _as_typed(address: str, validated: str) -> str:
    """A validated address with what the library changes in it: an ending, and capitals of names such as Postmaster."""
    ending = _UNCHECKED.search(address)
    if ending:
        validated = validated.removesuffix(_CHECKED) + ending[0].lower()
    typed = address.rpartition("@")[0]
    name, _, domain = validated.rpartition("@")
    return f"{typed if typed.lower() == name else name}@{domain}"
