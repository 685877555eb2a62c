"""Random forms over a small vocabulary, and random answers to them."""

from enum import StrEnum
from functools import cache
from typing import Any

from hypothesis import strategies as st
from pydantic import JsonValue

from localgov_components.forms import Choice, Exit, Form, Page, Question, Text, TickBoxes, YesNo
from localgov_components.rules import Condition, Expression, Fact, Facts, all_of, any_of, fact, is_one_of, not_


class Colour(StrEnum):
    GREEN = "green"
    BROWN = "brown"
    BLUE = "blue"


class Case(Facts, id="case"):
    first: Fact[bool] = fact()
    second: Fact[bool] = fact()
    third: Fact[bool] = fact()
    fourth: Fact[bool] = fact()
    colour: Fact[Colour] = fact()
    number: Fact[int] = fact()
    word: Fact[str] = fact()


WORDS = ("apple", "pear")


def questions() -> list[Question]:
    """One question for every fact of the vocabulary, two facts in the tick boxes."""
    return [
        YesNo(Case.first),
        YesNo(Case.second),
        TickBoxes({"third": Case.third, "fourth": Case.fourth}, id="ticks"),
        Choice(Case.colour),
        Choice(Case.number, options=(0, 1, 2, 3)),
        Text(Case.word, optional=True),
    ]


LEAVES: dict[str, Any] = {
    "case.first": st.just(Case.first),
    "case.second": st.just(Case.second),
    "case.third": st.just(Case.third),
    "case.fourth": st.just(Case.fourth),
    "case.colour": st.one_of(
        st.sampled_from(Colour).map(lambda colour: Case.colour == colour),
        st.just(is_one_of(Case.colour, Colour.GREEN, Colour.BLUE)),
    ),
    "case.number": st.integers(-1, 4).map(lambda number: Case.number > number),
    "case.word": st.sampled_from(WORDS).map(lambda word: Case.word == word),
}


@cache
def conditions(*facts: str) -> st.SearchStrategy[Condition]:
    """Conditions that read only these facts."""
    leaves: st.SearchStrategy[Condition] = st.one_of(*(LEAVES[id_] for id_ in facts))
    return st.recursive(
        leaves,
        lambda parts: st.one_of(
            parts.map(not_),
            st.lists(parts, min_size=1, max_size=3).map(lambda some: all_of(*some)),
            st.lists(parts, min_size=1, max_size=3).map(lambda some: any_of(*some)),
        ),
        max_leaves=4,
    )


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Forms whose conditions read only facts of earlier pages, or facts that are given."""
    order = draw(st.permutations(questions()))
    given: list[Expression[Any]] = []
    if draw(st.booleans()):
        given = [Case.word]
        order = [question for question in order if not isinstance(question, Text)]
    known = ["case.word"] if given else []
    pages: list[Page] = []
    while order:
        size = draw(st.integers(1, min(2, len(order))))
        asked, order = order[:size], order[size:]
        ask_if = draw(st.none() | conditions(*known)) if known else None
        pages.append(Page(f"page-{len(pages)}", *asked, ask_if=ask_if))
        known += [declared.id for question in asked for declared in question.sets]
    whens = draw(st.lists(conditions(*known), max_size=2))
    exits = [Exit(f"exit-{number}", when=when) for number, when in enumerate(whens)]
    return Form("random", pages, exits=exits, given=given)


def every_answer(question: Question) -> list[JsonValue]:
    """Every answer that could matter to a condition."""
    match question:
        case YesNo():
            return [True, False]
        case TickBoxes():
            return [[], ["third"], ["fourth"], ["third", "fourth"]]
        case Text():
            return [*WORDS, "neither", None]
        case Choice():
            return [0, 1, 2, 3] if question.sets[0].id == "case.number" else [colour.value for colour in Colour]
        case _:
            raise AssertionError(question)


@st.composite
def answers(draw: st.DrawFn, form: Form) -> dict[str, dict[str, JsonValue]]:
    """An answer to every page of a form, on the path or not."""
    return {
        page.id: {question.id: draw(st.sampled_from(every_answer(question))) for question in page.questions}
        for page in form.pages
    }
