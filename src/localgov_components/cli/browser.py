"""A browser without JavaScript, as small as it can be: pages, forms, cookies, redirects.

It reads a page as a person does, by its labels, and sends what its forms hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin

from localgov_components.core.errors import NotSupportedError
from localgov_components.core.libraries import needs_extra

if TYPE_CHECKING:
    from httpx2 import Response

__all__ = ["Browser", "Control", "HtmlForm", "HtmlPage"]

_CHOSEN_BY_LABEL = {"radio", "checkbox", "option"}
_TYPED = {"text", "email", "tel"}
_MOST_REDIRECTS = 10


@dataclass(slots=True)
class Control:
    """One control of a form, or one option of a list."""

    name: str
    kind: str
    value: str
    id: str = ""
    label: str = ""
    checked: bool = False


@dataclass(slots=True)
class HtmlForm:
    """A form as the page holds it."""

    action: str
    method: str
    controls: list[Control] = field(default_factory=list)

    def fill(self, answers: Mapping[str, str]) -> tuple[list[tuple[str, str]], list[str]]:
        """What to send for answers by label, and which labels were answered.

        An option is chosen when its label is among the answers, whatever is answered to it.
        """
        sent: list[tuple[str, str]] = []
        said: list[str] = []
        for control in self.controls:
            answer = answers.get(control.label)
            if control.kind == "hidden":
                sent.append((control.name, control.value))
            elif control.kind in _TYPED:
                sent.append((control.name, control.value if answer is None else answer))
                said += [] if answer is None else [f"{control.label} {answer}"]
            elif control.kind in _CHOSEN_BY_LABEL and (answer is not None or control.checked):
                sent.append((control.name, control.value))
                said += [] if answer is None else [control.label]
        return sent, said


class HtmlPage(HTMLParser):
    """What a person makes of a page: its title, its forms with their labels, its text."""

    def __init__(self, url: str, html: str) -> None:
        super().__init__()
        self.url = url
        self.title = ""
        self.forms: list[HtmlForm] = []
        self.text: list[str] = []
        self._labels: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []
        self._select = ""
        self.feed(html)
        self.close()
        for form in self.forms:
            for control in form.controls:
                control.label = control.label or self._labels.get(control.id, "")

    def form(self) -> HtmlForm | None:
        """The form that carries on, which is the first one."""
        return next(iter(self.forms), None)

    def lines(self) -> list[str]:
        """The texts of the page, in order."""
        return [line for line in self.text if line]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note forms, controls and labels as they open."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(HtmlForm(urljoin(self.url, given.get("action", "")), given.get("method", "get")))
        elif tag == "input" and self.forms:
            kind = given.get("type", "text")
            self._add(
                Control(
                    given.get("name", ""), kind, given.get("value", ""), given.get("id", ""), "", "checked" in given
                )
            )
        elif tag == "select":
            self._select = given.get("name", "")
        elif tag == "option" and self.forms:
            self._add(Control(self._select, "option", given.get("value", ""), "", "", "selected" in given))
        if tag in {"title", "label", "option", "h1", "h2", "p", "dt", "dd", "td", "th", "li", "strong"}:
            self._open.append((tag, given.get("for", "")))
            if tag not in {"title", "label", "option", "strong"}:
                self.text.append("")

    def handle_endtag(self, tag: str) -> None:
        """Note where a text ends."""
        if any(name == tag for name, _ in self._open):
            while self._open and self._open.pop()[0] != tag:
                continue

    def handle_data(self, data: str) -> None:
        """Give a text to whatever is open."""
        words = " ".join(data.split())
        if not words or not self._open:
            return
        tag, belongs_to = self._open[-1]
        if tag == "title":
            self.title = f"{self.title} {words}".strip()
        elif tag == "label":
            self._labels[belongs_to] = f"{self._labels.get(belongs_to, '')} {words}".strip()
        elif tag == "option":
            option = self.forms[-1].controls[-1]
            option.label = f"{option.label} {words}".strip()
        elif self.text:
            self.text[-1] = f"{self.text[-1]} {words}".strip()

    def _add(self, control: Control) -> None:
        if control.name:
            self.forms[-1].controls.append(control)


class Browser:
    """Visits pages and sends forms, keeping cookies."""

    def __init__(self) -> None:
        with needs_extra("http"):
            import httpx2
        self._client = httpx2.Client(trust_env=False, timeout=30)

    def visit(self, url: str) -> HtmlPage:
        """The page at an address."""
        return self._settle(self._client.get(url))

    def send(self, form: HtmlForm, fields: list[tuple[str, str]]) -> HtmlPage:
        """The page that a form leads to."""
        data: dict[str, list[str]] = {}
        for name, value in fields:
            data.setdefault(name, []).append(value)
        return self._settle(self._client.post(form.action, data=data))

    def __enter__(self) -> Self:
        """The browser itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close every connection."""
        self._client.close()

    def _settle(self, response: "Response") -> HtmlPage:
        for _ in range(_MOST_REDIRECTS):
            if not response.has_redirect_location:
                return HtmlPage(str(response.url), response.text)
            response = self._client.get(urljoin(str(response.url), response.headers["location"]))
        message = "the service sends the browser round in circles. Look at its last redirect."
        raise NotSupportedError(message, code="walk.circle")
