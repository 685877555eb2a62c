"""A browser without JavaScript: it reads pages, fills in forms by their labels, and follows redirects."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin

from httpx2 import Response
from starlette.testclient import TestClient

_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
_FORM_TYPE = "application/x-www-form-urlencoded"


@dataclass
class Element:
    """One element of a page."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        parts = (child if isinstance(child, str) else child.text for child in self.children)
        return " ".join(" ".join(parts).split())

    def all(self, tag: str = "", **attributes: str) -> "Iterator[Element]":
        for child in self.children:
            if isinstance(child, Element):
                if tag in {"", child.tag} and all(child.attributes.get(key) == attributes[key] for key in attributes):
                    yield child
                yield from child.all(tag, **attributes)

    def one(self, tag: str = "", **attributes: str) -> "Element":
        return next(self.all(tag, **attributes))

    def with_class(self, name: str) -> "list[Element]":
        return [each for each in self.all() if name in each.attributes.get("class", "").split()]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def read(html: str) -> Element:
    """The tree of a page."""
    reader = _Reader()
    reader.feed(html)
    return reader.root


class Browser:
    """Somebody's browser at one service."""

    def __init__(self, client: TestClient, base: str) -> None:
        self.client = client
        self.base = base
        self.path = ""
        self.visited: list[str] = []
        self.sent_to = ""
        self.response = Response(200)
        self.page = Element("")

    def open(self, path: str) -> "Browser":
        """Go to an address; one that does not begin with a slash is the service's."""
        self.path = path if path.startswith("/") else f"{self.base}/{path}"
        return self._arrive(self.client.get(self.path))

    def begin(self) -> "Browser":
        """Open the service and press its first button."""
        return self.open("").send()

    def send(self, *choices: str, **typed: str) -> "Browser":
        """Fill in the page's form and send it.

        `choices` are labels of radios, checkboxes or entries of a list; `typed` are texts by the label
        of their field, in snake case, or `it` for the only one.
        """
        return self.post(self.filled(*choices, **typed))

    def post(self, fields: list[tuple[str, str]], path: str = "") -> "Browser":
        """Send fields to where the page's form leads, or elsewhere."""
        action = path or self.form.attributes["action"]
        self.path = urljoin(self.path, action)
        headers = {"content-type": _FORM_TYPE}
        return self._arrive(self.client.post(self.path, content=urlencode(fields), headers=headers))

    def filled(self, *choices: str, **typed: str) -> list[tuple[str, str]]:
        """The fields that a browser would send."""
        chosen = {label: self._control(label) for label in choices}
        kept = [] if chosen else list(self._chosen())
        hidden = [(each.attributes["name"], each.attributes["value"]) for each in self.form.all("input", type="hidden")]
        return [*hidden, *kept, *chosen.values(), *self._typed(typed)]

    @property
    def form(self) -> Element:
        return self.page.one("form")

    @property
    def title(self) -> str:
        return self.page.one("title").text

    @property
    def heading(self) -> str:
        return self.page.one("h1").text

    @property
    def text(self) -> str:
        return self.page.one("main").text

    @property
    def problems(self) -> list[str]:
        return [link.text for box in self.page.with_class("govuk-error-summary") for link in box.all("a")]

    @property
    def summary(self) -> dict[str, str]:
        """The rows of check answers, or of a receipt."""
        rows = self.page.with_class("govuk-summary-list__row")
        return {row.one("dt").text: row.one("dd").text for row in rows}

    def link(self, text: str) -> str:
        return next(each.attributes["href"] for each in self.page.all("a") if text in each.text)

    def follow(self, text: str) -> "Browser":
        return self.open(self.link(text))

    def labels(self) -> list[str]:
        return [label.text for label in self.form.all("label")] + [each.text for each in self.form.all("option")]

    def _arrive(self, response: Response) -> "Browser":
        while response.is_redirect:
            self.visited.append(self.path)
            place = urljoin(str(response.url), response.headers["location"])
            if not place.startswith(str(self.client.base_url).rstrip("/")):
                self.sent_to = place
                self.response = response
                return self
            self.path = place.removeprefix(str(self.client.base_url).rstrip("/"))
            response = self.client.get(self.path)
        self.visited.append(self.path)
        self.response = response
        self.page = read(response.text)
        return self

    def _labelled(self, text: str) -> Element:
        for label in self.form.all("label"):
            if label.text == text:
                return self.form.one(id=label.attributes["for"])
        raise AssertionError(f"no field is labelled '{text}'; there are {self.labels()}")

    def _control(self, text: str) -> tuple[str, str]:
        for select in self.form.all("select"):
            for option in select.all("option"):
                if option.text == text:
                    return select.attributes["name"], option.attributes["value"]
        control = self._labelled(text)
        return control.attributes["name"], control.attributes["value"]

    def _chosen(self) -> Iterator[tuple[str, str]]:
        for control in self.form.all("input"):
            if "checked" in control.attributes:
                yield control.attributes["name"], control.attributes["value"]
        for select in self.form.all("select"):
            for option in select.all("option"):
                if "selected" in option.attributes:
                    yield select.attributes["name"], option.attributes["value"]

    def _typed(self, typed: dict[str, str]) -> Iterator[tuple[str, str]]:
        controls = [
            each for each in self.form.all("input") if each.attributes.get("type") in {"text", "email", "tel", None}
        ]
        values = {id(self._by_name(label, controls)): text for label, text in typed.items()}
        for control in controls:
            yield control.attributes["name"], values.get(id(control), control.attributes.get("value", ""))

    def _by_name(self, label: str, controls: list[Element]) -> Element:
        if label == "it":
            (only,) = controls
            return only
        wanted = label.replace("_", " ").casefold()
        return next(
            self.form.one(id=each.attributes["for"])
            for each in self.form.all("label")
            if each.text.removesuffix(" (optional)").casefold() == wanted
        )
