"""The token that proves a form was shown by us to the browser that sends it.

It is a signature over the value of the cookie: another site can make a browser send our cookie but
can neither read it nor sign it. Nothing is kept for it, so every worker with the same secret accepts
it. On the start page, where there is no draft yet, the cookie holds a random value; it is replaced
by the draft's token when the service begins, and the old token with it.

>>> tokens = FormTokens("a secret of thirty-two characters or more")
>>> token = tokens.issue("the cookie", service="localgov-ambleford-garden-waste")
>>> tokens.accept(token, "the cookie", service="localgov-ambleford-garden-waste")
True
>>> tokens.accept(token, "the cookie", service="localgov-brackwater-garden-waste")
False
>>> FormTokens("secret")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: a secret of fewer than 32 bytes. \
Make one with: python -c "import secrets; print(secrets.token_urlsafe(32))"
"""

import hashlib

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.libraries import needs_extra

with needs_extra("web"):
    from itsdangerous import Signer

__all__ = ["FormTokens"]

_SHORTEST = 32


class FormTokens:
    """Signs and checks tokens with one secret, which all workers share."""

    def __init__(self, secret: str | bytes) -> None:
        self._secret = secret.encode("utf-8") if isinstance(secret, str) else secret
        if len(self._secret) < _SHORTEST:
            raise InvalidValueError(
                "a secret of fewer than 32 bytes. "
                'Make one with: python -c "import secrets; print(secrets.token_urlsafe(32))"',
                code="web.secret",
            )

    def issue(self, cookie: str, *, service: str) -> str:
        """The token for the forms of a page. `service` names the cookie."""
        return self._signer(service).get_signature(cookie).decode("ascii")

    def accept(self, token: str, cookie: str, *, service: str) -> bool:
        """Whether a token belongs to this cookie; takes the same time whatever the token is."""
        return bool(cookie) and self._signer(service).verify_signature(cookie, token)

    def _signer(self, service: str) -> Signer:
        return Signer(
            self._secret, salt=f"form token of {service}", key_derivation="hmac", digest_method=hashlib.sha256
        )

    def __repr__(self) -> str:
        """Nothing of the secret."""
        return "FormTokens(•••)"
