"""Headers that every answer carries.

- The policy for content lets a page load our own stylesheets and pictures and nothing else. Only a page that
  suggests while somebody types may run a script, which is ours and may ask us alone. Chromium holds `form-action`
  against the redirect after a form too, so a page whose form leads to the payment pages names their origin.
- `Referrer-Policy: same-origin` tells other sites nothing; with `no-referrer` browsers would send
  `Origin: null` with our own forms.
- Pages are not kept by caches, shared or private: they hold answers.

>>> content_policy()
"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
"""

from types import MappingProxyType

__all__ = ["SAFE_HEADERS", "content_policy"]


def content_policy(form_action: str = "", *, look_from: str = "", suggests: bool = False) -> str:
    """The content security policy of a page.

    Its form may lead to one other origin; its stylesheet, with fonts and pictures, may come from one. A page that
    `suggests` runs our script, and no script may write markup into it.
    """
    look, action = f"'self' {look_from}".strip(), f"'self' {form_action}".strip()
    fonts = f"font-src {look_from}; " if look_from else ""
    script = "script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; " if suggests else ""
    return (
        f"default-src 'none'; {script}style-src {look}; img-src {look}; {fonts}form-action {action}; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


SAFE_HEADERS = MappingProxyType(
    {
        "content-security-policy": content_policy(),
        "referrer-policy": "same-origin",
        "x-content-type-options": "nosniff",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
        "cache-control": "no-store",
    }
)
"""What an answer has unless it says otherwise."""
