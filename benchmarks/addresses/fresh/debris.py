"""What people, forms and exports leave in the line: names, telephones, quotes, NULL, entities, marks of all kinds."""

import random
import re
from collections.abc import Callable

from benchmarks.addresses.draft import Draft
from benchmarks.addresses.faults import Fault

__all__ = ["DEBRIS", "fresh_habits", "other_separators", "said_before"]

_FIRMS = (
    "Example Scaffolding Ltd",
    "Samples R Us",
    "ACME Cleaning (UK) Limited",
    "T/A Sample Taxis",
    "Example & Son",
    "Sample Consulting LLP",
    "The Example Trust",
    "EXAMPLE CARE C.I.C.",
    "Sample Bros. (Builders) Ltd",
    "Example plc",
)
_CONTACTS = (
    "Tel: 01632 960123", "01632 960 456", "07700 900123", "Tel 07700 900 987", "Mob. 07700900456", "T: (01632) 960789",
    "a.sample@example.com", "Email: owner@example.org", "+44 1632 960001", "www.example.com", "ph 020 7946 0123",
    "tel 01632960555 / owner@example.net",
)  # fmt: skip
"""Numbers and names that are set aside for stories and examples."""

_EMOJI = ("🏠", "📍", "✉️", "👋🏽", "❤️", "🙂")
_LABELS = (
    "Address line 1: {}", "Address: {}", "ADDR={}", "addr1={}", "Service address - {}", "Site: {}", "Location: {}",
    "Home address: {}",
)  # fmt: skip


def said_before(draft: Draft) -> bool:
    """Whose it is, or what it is about, before: c/o Mrs Example, Exors of the late, RE:, Council Tax Payer."""
    draft.front = draft.chance.choice(draft.setting.wording.fronts)
    return True


def firm_before(draft: Draft) -> bool:
    """A firm before that no list has: ACME Cleaning (UK) Limited, T/A Sample Taxis."""
    draft.front = draft.chance.choice(_FIRMS)
    return not draft.property.organisation


def said_after(draft: Draft) -> bool:
    """How to find it, behind the town or the postcode: opp. the church, (new build), dog in garden."""
    words = draft.chance.choice(draft.setting.wording.afters)
    if draft.chance.random() < 0.5:
        draft.after_town = words
    else:
        draft.words["postcode"] = f"{draft.words['postcode']} {words}"
    return True


def contact(draft: Draft) -> bool:
    """A telephone number or e-mail behind."""
    way = draft.chance.choice(("{}, {}", "{} {}", "{} ({})", "{}\n{}"))
    draft.words["postcode"] = way.format(draft.words["postcode"], draft.chance.choice(_CONTACTS))
    return True


def csv_debris(draft: Draft) -> bool:
    """What an export leaves: quotes about fields, empty fields, NULL, N/A, a dash, trailing commas."""
    empty = draft.chance.choice(("", "NULL", "N/A", "-", "null", "None", "n/a", ".", "#N/A"))
    quote = draft.chance.choice(("", "", '"'))
    after = draft.chance.choice((1, 2, 3))

    def exported(text: str) -> str:
        fields = text.split(", ")
        fields = [*fields[:after], *[empty] * draft.chance.choice((1, 2)), *fields[after:], *[""] * after]
        return ",".join(f"{quote}{field}{quote}" for field in fields)

    return _dressed(draft, exported)


def labelled_fields(draft: Draft) -> bool:
    """A form's labels: Address: ..., Postcode: ...; or House No: 12, Street: Mill Lane, Town: Ambleford."""
    words = draft.words
    if draft.chance.random() < 0.5:
        label = draft.chance.choice(_LABELS)
        words["postcode"] = f"{draft.chance.choice(('Postcode: ', 'Post Code ', 'PC: ', ''))}{words['postcode']}"
        return _dressed(draft, label.format)
    words |= {
        "street": f"Street: {words['street']}",
        "town": f"Town: {words['town']}",
        "postcode": f"Postcode: {words['postcode']}",
    }
    words["number"] = f"House No: {words['number']}," if words["number"] else ""
    return bool(draft.property.street) and not draft.property.flat


def repeated(draft: Draft) -> bool:
    """The postcode, the street or the whole line twice."""
    words, way = draft.words, draft.chance.choice(("postcode", "line", "street"))
    if way == "line":
        return _dressed(draft, lambda text: f"{text}, {text}")
    words[way] = f"{words[way]}, {words[way]}"
    return words[way] != ", "


def no_separators(draft: Draft) -> bool:
    """No commas at all, in small or capital letters."""
    change = draft.chance.choice((str.lower, str.upper, str))
    return _dressed(draft, lambda text: change(text.replace(",", "")))


def other_separators(draft: Draft) -> bool:
    """Other marks between the parts: ; | / - · > tabs, line breaks, <br>, or full stops."""
    mark = draft.chance.choice(
        ("; ", " | ", " / ", " - ", " · ", " > ", "\t", "\n", "\r\n", "<br>", "<br/>", ". ", ";", "|", "\n\n", "\\n")
    )
    return _dressed(draft, lambda text: text.replace(", ", mark))


def stops(draft: Draft) -> bool:
    """A full stop behind every word, or commas behind every word."""
    mark = draft.chance.choice((". ", ".", ", "))
    return _dressed(draft, lambda text: mark.join(text.replace(",", "").split(" ")))


def lines_exchanged(draft: Draft) -> bool:
    """Two neighbouring lines in each other's place."""
    at = draft.chance.choice((1, 2))

    def exchanged(text: str) -> str:
        lines = text.split(", ")
        if len(lines) > at + 1:
            lines[at], lines[at + 1] = lines[at + 1], lines[at]
        return ", ".join(lines)

    return _dressed(draft, exchanged) and not draft.property.flat


def letter_case(draft: Draft) -> bool:
    """Letters of the other case: all small, all capital, tHE cAPS lOCK, mIxEd."""
    mixed: Callable[[str], str] = lambda text: "".join(  # noqa: E731 - one of four of a kind
        each.upper() if draft.chance.random() < 0.4 else each.lower() for each in text
    )
    return _dressed(draft, draft.chance.choice((str.lower, str.upper, str.swapcase, mixed)))


def emoji(draft: Draft) -> bool:
    """An emoji before, between or behind."""
    mark = draft.chance.choice(_EMOJI)
    way = draft.chance.choice(("{0} {1}", "{1} {0}", "{1}{0}", "{0}{1}"))
    return _dressed(draft, lambda text: way.format(mark, text))


def unseen(draft: Draft) -> bool:
    """Characters that nobody sees: no-break spaces, soft hyphens, zero width spaces, a byte order mark."""

    def hidden(text: str) -> str:
        way = draft.chance.choice(("space", "thin", "soft", "zero", "mark"))
        if way in {"space", "thin"}:
            return text.replace(" ", "\u00a0" if way == "space" else "\u2009")
        if way in {"soft", "zero"}:
            mark = "\u00ad" if way == "soft" else "\u200b"
            return re.sub(r"(?<=[a-z]{3})(?=[a-z]{3})", lambda _: mark if draft.chance.random() < 0.3 else "", text)
        return f"\ufeff{text}\u200e"

    return _dressed(draft, hidden)


def encoded(draft: Draft) -> bool:
    """What a web page or an export made of characters: &amp; &#39; &nbsp; curly quotes, full width."""

    def broken(text: str) -> str:
        way = draft.chance.choice(("entities", "spaces", "wide", "curly", "stars"))
        if way == "entities":
            return text.replace("'", "&#39;").replace("&", "&amp;").replace(", ", ",&#32;").replace("&amp;#", "&#")
        if way == "spaces":
            return text.replace(" ", "&nbsp;", 2)
        if way == "wide":
            return "".join(chr(ord(each) + 0xFEE0) if each.isdigit() else each for each in text)
        return f"“{text}”" if way == "curly" else f"*{text}*"

    return _dressed(draft, broken)


def fresh_habits(chance: random.Random, text: str) -> str:
    """The text as most people leave it: as it is, in one case, with fewer commas."""
    draw = chance.random()
    if draw < 0.18:
        text = text.upper()
    elif draw < 0.32:
        text = text.lower()
    draw = chance.random()
    if draw < 0.15:
        text = text.replace(", ", " ")
    elif draw < 0.22:
        text = text.replace(", ", ",")
    elif draw < 0.28:
        text = text.replace(", ", "\n")
    return f"  {text} " if chance.random() < 0.03 else text


def _dressed(draft: Draft, change: Callable[[str], str]) -> bool:
    draft.dress = change
    return True


DEBRIS: dict[str, tuple[int, Fault]] = {
    "said before": (3, said_before),
    "firm before": (2, firm_before),
    "said after": (3, said_after),
    "telephone or e-mail": (2, contact),
    "export": (4, csv_debris),
    "form's labels": (2, labelled_fields),
    "repeated": (2, repeated),
    "no separators": (3, no_separators),
    "other separators": (3, other_separators),
    "stop behind every word": (2, stops),
    "lines exchanged": (2, lines_exchanged),
    "case": (2, letter_case),
    "emoji": (1, emoji),
    "unseen characters": (2, unseen),
    "characters of a web page": (2, encoded),
}
