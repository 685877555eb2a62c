"""The pages of a search: where somebody types, and where they choose among what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from localgov_components.forms import title
from localgov_components.web.assets import typeahead
from localgov_components.web.fields import Field, FieldOption
from localgov_components.web.paths import Paths
from localgov_components.web.search import FEWEST_LETTERS, Search
from localgov_components.web.text_blocks import Block, text_blocks
from localgov_components.web.view import View
from localgov_components.web.words import Words

__all__ = ["CHOSEN", "LISTED", "TYPED", "SearchPage", "found_text"]

TYPED = "search"
"""Field of what was typed."""

CHOSEN = "chosen"
"""Field of the option that was chosen."""

LISTED = "listed"
"""Field by which a page says that it showed a list to choose from."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The pages of one search. `changing` says that the applicant came from check answers."""

    search: Search
    words: Words
    paths: Paths
    changing: bool = False

    def blank(self) -> View:
        """Nothing is typed yet."""
        return self._typing("")

    def too_short(self, typed: str) -> View:
        """More has to be typed."""
        return self._typing(typed, error=self.words.text("web.search.too-short", fewest=str(FEWEST_LETTERS)))

    def nothing_found(self, typed: str) -> View:
        """No option begins so. That is an answer, not an error."""
        return self._typing(typed, intro=text_blocks(self.words.text("web.search.nothing-found")))

    def unavailable(self, typed: str) -> View:
        """The source could not be asked."""
        text = text_blocks(self.words.text("web.search.failed"))
        return self._typing(typed, intro=text, status=HTTPStatus.SERVICE_UNAVAILABLE)

    def found(self, typed: str, options: Sequence[tuple[str, str]], *, most: int, none_chosen: bool) -> View:
        """At most so many of the options to choose from; `none_chosen` when somebody went on without."""
        name = title(self.search.looks_up, self.words.catalogue, self.words.language, **self.words.values)
        error = self.words.text("web.search.none-chosen") if none_chosen else None
        radios = tuple(FieldOption(key, label) for key, label in options[:most])
        content = {
            **self._frame(name, CHOSEN, error, back=self._here),
            "intro": [found_text(self.words, len(options), most=most)],
            "fields": [Field(CHOSEN, "radios", name, options=radios, error=error, layout="small")],
            "hidden": [{"name": TYPED, "value": typed}, {"name": LISTED, "value": "yes"}],
            "links": [{"text": self.words.text("web.search.again"), "href": self._here}, self._by_postcode],
        }
        return View("question.html", content, _status(error))

    def _typing(
        self,
        typed: str,
        *,
        intro: Sequence[Block] = (),
        error: str | None = None,
        status: HTTPStatus = HTTPStatus.OK,
    ) -> View:
        name = self.words.text("web.search.title")
        content = {
            **self._frame(name, TYPED, error, back=self._asks),
            "intro": intro,
            "fields": [self._input(name, typed, error)],
            "links": [self._by_postcode],
            "scripts": [typeahead().href],
        }
        return View("question.html", content, _status(error, otherwise=status), suggests=True)

    def _input(self, label: str, typed: str, error: str | None) -> Field:
        texts = {"chosen": "web.search.chosen", "unavailable": "web.search.unavailable"}
        attributes = {f"data-{name}": self.words.text(key) for name, key in texts.items()}
        return Field(
            name=TYPED,
            kind="search",
            label=label,
            hint=self.words.text("web.search.hint"),
            value=typed,
            error=error,
            attributes={"data-suggestions": self.paths.suggestions(self.search.looks_up.id), **attributes},
        )

    def _frame(self, name: str, field: str, error: str | None, *, back: str) -> dict[str, object]:
        errors = [{"text": error, "field": field}] if error else []
        return {"title": name, "action": self._here, "back_href": back, "errors": errors}

    @property
    def _here(self) -> str:
        return self.paths.search(self.search.looks_up.id, changing=self.changing)

    @property
    def _asks(self) -> str:
        asks = self.search.asks.id
        return self.paths.change(asks) if self.changing else self.paths.page(asks)

    @property
    def _by_postcode(self) -> dict[str, str]:
        return {"text": self.words.text("web.search.by-postcode"), "href": self._asks}


def found_text(words: Words, number: int, *, most: int) -> str:
    """How many were found, of which at most so many are shown."""
    if number > most:
        return words.text("web.search.more", number=str(most))
    if not number:
        return words.text("web.search.none")
    return words.text("web.search.one" if number == 1 else "web.search.many", number=str(number))


def _status(error: str | None, *, otherwise: HTTPStatus = HTTPStatus.OK) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if error else otherwise
