r"""Words for people, by key and language; found late, when something is shown.

A catalogue is written as one TOML file for each language. Tables nest, and a key is the path to a
text: `bins.error.empty`. Every language holds the same keys and the same `{placeholders}`: English
and Welsh share one structure, and a missing translation is a mistake in the file, not a surprise
on a page. A file says in its `[about]` table whether a speaker of the language has reviewed it.

>>> words = Catalogue.read({
...     "en": '[bins]\ntitle = "How many bins? Each costs {price}"',
...     "cy": '[bins]\ntitle = "Sawl bin? Mae pob un yn costio {price}"',
... })
>>> words.text("bins.title", "cy", price="£48.00")
'Sawl bin? Mae pob un yn costio £48.00'
>>> Catalogue.read({"en": 'title = "Bins"', "cy": ""})
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  cy: no text for 'title', which en has
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from localgov_components.core.errors import DefinitionError, Fault, NotFoundError

__all__ = ["LANGUAGES", "Catalogue", "package_catalogue", "placeholders_in"]

LANGUAGES = ("en", "cy")
"""English and Welsh, the languages of public services in England and Wales."""

_MOST_DIVIDED = 4096
"""Texts of which it is remembered where their placeholders stand."""

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_.-]*)\}")
_ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Texts by language and key.

    `reviewed` names the languages whose texts a speaker has read and approved.
    """

    texts: Mapping[str, Mapping[str, str]]
    reviewed: frozenset[str] = frozenset()

    @classmethod
    def read(cls, sources: Mapping[str, str], *, names: Mapping[str, str] | None = None) -> "Catalogue":
        """Read one TOML text for each language.

        `names` are the file names to show in faults. Raises `DefinitionError` with every fault.
        """
        names = names or {}
        faults: list[Fault] = []
        texts: dict[str, dict[str, str]] = {}
        reviewed: set[str] = set()
        for language, source in sources.items():
            name = names.get(language, language)
            try:
                table = tomllib.loads(source)
                about = table.pop(_ABOUT, {})
                texts[language] = _texts(table, name, faults)
            except (ValueError, RecursionError) as error:  # beside its own error tomllib lets these two through
                faults.append(Fault(name, f"not TOML: {error}"))
                continue
            if not isinstance(about, dict):
                faults.append(Fault(name, f"'{_ABOUT}' is about the file. Call the text something else"))
            elif about.get("reviewed") is True:
                reviewed.add(language)
        faults += _differences(texts, names)
        DefinitionError.raise_for(faults)
        return cls(texts, frozenset(reviewed))

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the catalogue, in the order they were given."""
        return tuple(self.texts)

    @property
    def keys(self) -> frozenset[str]:
        """Every key; the same in each language."""
        return frozenset(next(iter(self.texts.values()), {}))

    def text(self, key: str, language: str, /, **values: str) -> str:
        """The text for a key, its placeholders filled. Raises `NotFoundError` when there is none."""
        text = self.find(key, language, **values)
        if text is None:
            raise NotFoundError(f"no text for '{key}' in '{language}'. Add it to the wording.", code="wording.missing")
        return text

    def find(self, key: str, language: str, /, **values: str) -> str | None:
        """The text for a key, its placeholders filled, or None."""
        text = self.texts.get(language, {}).get(key)
        return None if text is None else _filled(text, values, key)

    def over(self, other: "Catalogue") -> "Catalogue":
        """A catalogue in which these texts come before those of `other`; its languages are these."""
        merged = {language: {**other.texts.get(language, {}), **texts} for language, texts in self.texts.items()}
        return Catalogue(merged, self.reviewed & other.reviewed)

    def placeholders(self, key: str) -> frozenset[str]:
        """Names that a text expects to be filled."""
        return frozenset(name for texts in self.texts.values() for name in placeholders_in(texts.get(key, "")))


def placeholders_in(text: str) -> frozenset[str]:
    """Names between braces that are filled when a text is shown."""
    return frozenset(_PLACEHOLDER.findall(text))


@cache
def package_catalogue() -> Catalogue:
    """The package's own words: problems, buttons, headings and reasons, in English and Welsh."""
    folder = files("localgov_components.core").joinpath("words")
    sources = {language: folder.joinpath(f"{language}.toml").read_text(encoding="utf-8") for language in LANGUAGES}
    return Catalogue.read(sources, names={language: f"core/words/{language}.toml" for language in LANGUAGES})


def _texts(table: Mapping[str, object], source: str, faults: list[Fault]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for key, text in _flatten(table, source, faults):
        if key in texts:
            faults.append(Fault(source, f"'{key}' is given twice"))
        texts[key] = text
    return texts


def _flatten(
    table: Mapping[str, object], source: str, faults: list[Fault], prefix: str = ""
) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, str):
            yield key, value.strip("\n")
        elif isinstance(value, dict):
            yield from _flatten(value, source, faults, f"{key}.")
        else:
            faults.append(Fault(source, f"'{key}' is not a text. Write it in quotation marks"))


def _differences(texts: Mapping[str, Mapping[str, str]], names: Mapping[str, str]) -> Iterator[Fault]:
    if not texts:
        return
    first, *others = texts
    for language in others:
        source, model = names.get(language, language), names.get(first, first)
        for key in sorted(texts[first].keys() - texts[language].keys()):
            yield Fault(source, f"no text for '{key}', which {model} has")
        for key in sorted(texts[language].keys() - texts[first].keys()):
            yield Fault(source, f"a text for '{key}', which {model} does not have")
        for key in sorted(texts[first].keys() & texts[language].keys()):
            if placeholders_in(texts[first][key]) != placeholders_in(texts[language][key]):
                yield Fault(source, f"the placeholders of '{key}' differ from those of {model}")


def _filled(text: str, values: Mapping[str, str], key: str) -> str:
    first, *rest = _divided(text)
    if not rest:
        return first
    words = [first]
    for name, between in zip(rest[::2], rest[1::2], strict=True):
        if name not in values:
            raise NotFoundError(f"nothing given for {{{name}}} in the text '{key}'.", code="wording.placeholder")
        words += (values[name], between)
    return "".join(words)


@lru_cache(maxsize=_MOST_DIVIDED)
def _divided(text: str) -> tuple[str, ...]:
    """A text, by turns what stands between placeholders and the name of one."""
    return tuple(_PLACEHOLDER.split(text))
