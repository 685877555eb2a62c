"""What stands round every page: the council's name and look, the service's name, the page's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from localgov_components.services import Council
from localgov_components.web.assets import favicon, stylesheet, theme
from localgov_components.web.headers import content_policy
from localgov_components.web.paths import Paths, origin_of
from localgov_components.web.words import Words

__all__ = ["Frame", "council_frame", "service_frame", "site_frame"]

BRAND_COLOUR = "#0e4a50"
"""Of a council that sets none; the same as in assets/localgov.css."""

_BRAND = "--govuk-brand-colour"


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame, as templates/layout.html reads it."""

    council: Mapping[str, object]
    service: Mapping[str, str]
    words: Words
    look_from: str = ""

    def headers(self, *, form_action: str = "", suggests: bool = False) -> dict[str, str]:
        """The content security policy of its pages, whose form may lead to one other origin."""
        policy = content_policy(form_action, look_from=self.look_from, suggests=suggests)
        return {"content-security-policy": policy}

    def around(self, content: Mapping[str, object], *, csrf_token: str = "") -> dict[str, object]:
        """Everything that a template is given."""
        return {
            "council": self.council,
            "service": self.service,
            "language": self.words.language,
            "texts": self.words.of_the_page,
            "csrf_token": csrf_token,
            **content,
        }


@dataclass(frozen=True, slots=True)
class _Look:
    name: str
    home: str
    colour: str = BRAND_COLOUR
    themes: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    stylesheet: str = ""

    def frame(self, service: Mapping[str, str], words: Words, *, demonstration: bool) -> Frame:
        banner = {"tag": words.text("web.demonstration-tag"), "text": words.text("web.demonstration")}
        council = {
            "name": self.name,
            "home_href": self.home,
            "theme_colour": self.colour,
            "favicon_href": favicon().href,
            "stylesheets": [self.stylesheet or stylesheet().href, *self.themes],
            "footer_links": [{"text": text, "href": href} for text, href in self.links.items()],
            "banner": banner if demonstration else None,
        }
        return Frame(council, service, words, origin_of(self.stylesheet) if self.stylesheet else "")


def service_frame(council: Council, paths: Paths, words: Words, *, demonstration: bool) -> Frame:
    """The frame of a service's pages."""
    service = {"name": words.text("service.name"), "href": paths.start}
    return _look(council, paths).frame(service, words, demonstration=demonstration)


def council_frame(council: Council, paths: Paths, words: Words, *, demonstration: bool) -> Frame:
    """The frame of a council's list of services."""
    service = {"name": words.text("web.services"), "href": paths.council}
    return _look(council, paths).frame(service, words, demonstration=demonstration)


def site_frame(words: Words, *, demonstration: bool) -> Frame:
    """The frame of pages that belong to no council."""
    name = words.text("web.services")
    return _Look(name, "/").frame({"name": name, "href": "/"}, words, demonstration=demonstration)


def _look(council: Council, paths: Paths) -> _Look:
    href = theme(paths.theme, council.theme).href
    colour = council.theme.get(_BRAND, BRAND_COLOUR)
    return _Look(council.name, paths.council, colour, (href,), council.links, council.stylesheet or "")
