"""Templates filled with a view and its frame.

Everything that is filled in is escaped; no template language is ever applied to an answer.
"""

from functools import cache

from localgov_components.core.libraries import needs_extra
from localgov_components.web.frame import Frame
from localgov_components.web.view import View

with needs_extra("web"):
    from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

__all__ = ["render"]


def render(view: View, frame: Frame, *, csrf_token: str = "") -> str:
    """The HTML of a page."""
    return _environment().get_template(view.template).render(frame.around(view.content, csrf_token=csrf_token))


@cache
def _environment() -> Environment:
    """Compiled once for each process. The macros of GOV.UK Frontend rely on Jinja's forgiving `Undefined`."""
    return Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("localgov_components.web", "templates"),
                PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
            ]
        ),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
