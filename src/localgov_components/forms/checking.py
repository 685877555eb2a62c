"""What is wrong with a form, found before anybody fills it in.

Every mistake is reported at once: ids that clash, conditions on facts that are asked too late or
never, pages and exits that nobody can reach, journeys that nobody can finish. Reachability is found
by walking every route (see `walks`), not by guessing.

>>> from localgov_components.forms.form import Page
>>> from localgov_components.forms.questions import YesNo
>>> from localgov_components.rules import Fact, Facts, fact
>>> class Household(Facts, id="household"):
...     credit: Fact[bool] = fact("somebody gets Universal Credit")
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> good = Page("blue-badge", YesNo(Household.badge))
>>> check(Form("concession", pages=[good]))
()
>>> early = Page("benefits", YesNo(Household.credit), ask_if=Household.badge)
>>> for fault in check(Form("concession", pages=[early, good])):
...     print(fault)
concession/benefits: asked if 'household.badge' is so, which is not asked on an earlier page. Move one of the two
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from localgov_components.core.errors import Fault, NotFoundError
from localgov_components.forms.fact_values import declaration
from localgov_components.forms.form import Form
from localgov_components.forms.possible import conditions
from localgov_components.forms.walking import Explorer
from localgov_components.rules import Condition, PolicyLookup, facts_read, policy_read
from localgov_components.rules.evaluation import NO_POLICY

__all__ = ["check"]

_PAGE_ID = re.compile(r"[a-z][a-z0-9-]{0,63}", re.ASCII)
_QUESTION_ID = re.compile(r"[a-z][a-z0-9_-]{0,127}", re.ASCII)
_OPTION = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)


def check(form: Form, *, policy: PolicyLookup = NO_POLICY, limit: int = 100_000) -> tuple[Fault, ...]:
    """Every mistake in a form; none means that every journey can be finished.

    `policy` supplies the values that conditions read. Conditions that together can fall in more
    than `limit` ways are not all walked, and that is reported too: the form is then not proven.
    """
    return (*_ids(form), *_order(form), *_reach(form, policy, limit))


def _ids(form: Form) -> Iterator[Fault]:
    if not form.pages:
        yield Fault(form.id, "no pages. Give it at least one")
    pages = [page.id for page in form.pages] + [exit_.id for exit_ in form.exits]
    questions = [question.id for question in form.questions]
    yield from _clashes(form, "page or exit", pages)
    yield from _clashes(form, "question", questions)
    yield from _clashes(form, "control", [field for question in form.questions for field in question.fields], questions)
    yield from (
        _fault(form, id_, "not an id for a page: give small letters, digits and hyphens")
        for id_ in pages
        if not _PAGE_ID.fullmatch(id_)
    )
    yield from (
        _fault(form, id_, "not an id for a question: give small letters, digits, hyphens and underscores")
        for id_ in questions
        if not _QUESTION_ID.fullmatch(id_)
    )
    for page in form.pages:
        if not page.questions:
            yield _fault(form, page.id, "asks nothing. Give it a question")
        repeated = _repeated(fact.id for fact in page.sets)
        yield from (_fault(form, page.id, f"two of its questions set '{id_}'. Remove one") for id_ in repeated)
    yield from _options(form)


def _clashes(form: Form, noun: str, ids: Iterable[str], known: Iterable[str] = ()) -> Iterator[Fault]:
    for id_ in _repeated(ids):
        if id_ not in set(_repeated(known)):
            yield _fault(form, id_, f"more than one {noun} has this id. Give each its own")


def _repeated(ids: Iterable[str]) -> list[str]:
    return [id_ for id_, times in Counter(ids).items() if times > 1]


def _options(form: Form) -> Iterator[Fault]:
    for question in form.questions:
        choices: tuple[str, ...] = getattr(question, "choices", ())
        for choice in _repeated(choices):
            yield _fault(form, question.id, f"the option '{choice}' is given twice. Remove one")
        for choice in dict.fromkeys(choices):
            if not _OPTION.fullmatch(choice):
                message = f"the option '{choice}' cannot name a text: give letters, digits, hyphens and underscores"
                yield _fault(form, question.id, message)


def _order(form: Form) -> Iterator[Fault]:
    for page in form.pages:
        for id_ in _too_early(form, page.id, page.ask_if):
            yield _fault(form, page.id, f"asked if '{id_}' is so, which is {_where(form, id_)}")
        for question in page.questions:
            for fact in question.reads:
                if fact.id not in _known_by(form, page.id):
                    message = f"'{question.id}' looks up by '{fact.id}', which is {_where(form, fact.id)}"
                    yield _fault(form, page.id, message)
    for exit_ in form.exits:
        for id_ in _too_early(form, "", exit_.when):
            yield _fault(form, exit_.id, f"ends the journey when '{id_}' is so, which is {_where(form, id_)}")


def _too_early(form: Form, page_id: str, condition: Condition | None) -> list[str]:
    """Facts that a condition reads and nobody can know by then."""
    known = _known_by(form, page_id)
    return [id_ for id_ in (() if condition is None else facts_read(condition)) if id_ not in known]


def _known_by(form: Form, page_id: str) -> set[str]:
    """Facts given, or asked before a page; all of them for a page that is not there."""
    earlier = itertools.takewhile(lambda page: page.id != page_id, form.pages)
    return {declaration(fact).id for fact in form.given} | {fact.id for page in earlier for fact in page.sets}


def _where(form: Form, id_: str) -> str:
    if id_ in _known_by(form, ""):
        return "not asked on an earlier page. Move one of the two"
    return "never asked. Ask it on an earlier page, or list it in given=…"


def _reach(form: Form, policy: PolicyLookup, limit: int) -> Iterator[Fault]:
    missing = _missing_policy(form, policy)
    if missing:
        yield from missing
        return
    explorer = Explorer(form, policy=policy, steps=limit, by_route=False)
    ends = {walk.exit for walk in explorer.walks()}
    for page_id, fact_id in explorer.unasked.items():
        if fact_id in _known_by(form, page_id):
            message = f"can be reached while '{fact_id}', by which it looks up, is not known. Ask it only when it is"
            yield _fault(form, page_id, message)
    if explorer.cut:
        message = f"more than {limit} combinations of answers, so not every route was walked. Simplify the conditions"
        yield Fault(form.id, message)
    else:
        yield from _never(form, explorer, ends)


def _missing_policy(form: Form, policy: PolicyLookup) -> list[Fault]:
    faults = []
    for key in dict.fromkeys(ref.key for condition in conditions(form) for ref in policy_read(condition)):
        try:
            policy.value(key)
        except NotFoundError:
            faults.append(Fault(form.id, f"a condition reads the policy value '{key}', and there is none. Add it"))
    return faults


def _never(form: Form, explorer: Explorer, ends: set[str | None]) -> Iterator[Fault]:
    """What no route leads to, where its condition could be judged at all."""
    for page in form.pages:
        judged = not _too_early(form, page.id, page.ask_if) and not _sampled(page.ask_if, explorer)
        if page.id not in explorer.reached and judged:
            yield _fault(form, page.id, "nobody can reach this page. Correct its condition, or the exits before it")
    for exit_ in form.exits:
        judged = not _too_early(form, "", exit_.when) and not _sampled(exit_.when, explorer)
        if exit_.id not in ends and judged:
            yield _fault(form, exit_.id, "nobody can reach this exit. Correct its condition, or the exits before it")
    if None not in ends and not explorer.possible.sampled:
        yield Fault(form.id, "nobody can finish: every route ends in an exit. Correct the exits")


def _sampled(condition: Condition | None, explorer: Explorer) -> bool:
    return condition is not None and not explorer.possible.sampled.isdisjoint(facts_read(condition))


def _fault(form: Form, id_: str, message: str) -> Fault:
    return Fault(f"{form.id}/{id_}", message)
