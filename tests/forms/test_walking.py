import itertools

from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue
from tests.forms.garden import GARDEN
from tests.forms.random_forms import answers, every_answer, forms

from localgov_components.forms import Exit, Form, Journey, Page, Walk, YesNo, check, walks
from localgov_components.forms.possible import conditions
from localgov_components.rules import (
    Condition,
    Expression,
    Fact,
    Facts,
    Known,
    Unknown,
    all_of,
    any_of,
    fact,
    facts_read,
    not_,
)


class Switches(Facts, id="switches"):
    s0: Fact[bool] = fact()
    s1: Fact[bool] = fact()
    s2: Fact[bool] = fact()
    s3: Fact[bool] = fact()
    s4: Fact[bool] = fact()
    s5: Fact[bool] = fact()
    s6: Fact[bool] = fact()
    s7: Fact[bool] = fact()


SWITCHES: list[Expression[bool]] = [
    Switches.s0,
    Switches.s1,
    Switches.s2,
    Switches.s3,
    Switches.s4,
    Switches.s5,
    Switches.s6,
    Switches.s7,
]


def chained() -> Form:
    """Each page asked when the one before it was answered yes, or not asked at all."""
    pages = [Page("p0", YesNo(SWITCHES[0]))]
    for number, (before, switch) in enumerate(itertools.pairwise(SWITCHES), start=1):
        ask_if: Condition = before if number % 2 else any_of(before, not_(SWITCHES[0]))
        pages.append(Page(f"p{number}", YesNo(switch), ask_if=ask_if))
    return Form("chained", pages)


def leads(form: Form, walk: Walk) -> Journey:
    """The journey of somebody whose answers are those of a walk; any answer where it names none."""
    known = Known(walk.facts)
    draft: dict[str, dict[str, JsonValue]] = {}
    for page in form.pages:
        draft[page.id] = {}
        for question in page.questions:
            fits = [
                answer
                for answer in every_answer(question)
                if all(matches(value, known[id_]) for id_, value in question.facts(answer).items() if id_ in read(form))
            ]
            draft[page.id][question.id] = (fits or every_answer(question))[0]
    given = {declared.id for declared in form.facts} - {declared.id for page in form.pages for declared in page.sets}
    return Journey(form, draft, given=Known({id_: known[id_] for id_ in walk.facts if id_ in given}))


def matches(value: object, wanted: object) -> bool:
    if isinstance(wanted, str) and set(wanted) == {"…"}:
        return value == "neither"
    return isinstance(value, Unknown) if isinstance(wanted, Unknown) else value == wanted


def read(form: Form) -> set[str]:
    return {id_ for condition in conditions(form) for id_ in facts_read(condition)}


def test_every_route_of_a_form_is_found() -> None:
    found = walks(GARDEN)
    assert not found.cut
    tails = {walk.pages[-1]: walk for walk in found}
    assert tails["address"].exit == "outside"
    routes = {walk.pages for walk in found if walk.exit is None}
    assert len(routes) == 8
    assert len(found) == 9


def test_a_walk_holds_the_answers_that_lead_there_and_no_others() -> None:
    walk = next(walk for walk in walks(GARDEN) if walk.exit == "outside")
    assert walk.facts["property.in_area"] is False
    assert "subscription.bins" not in walk.facts


def test_there_are_as_many_routes_as_different_paths() -> None:
    form = chained()
    every = {
        tuple(page.id for page in Journey(form, draft).path)
        for values in itertools.product([True, False], repeat=len(SWITCHES))
        for draft in [{page.id: {page.questions[0].id: value} for page, value in zip(form.pages, values, strict=True)}]
    }
    assert {walk.pages for walk in walks(form)} == every


def test_an_exit_may_hang_on_answers_of_pages_far_apart() -> None:
    pages = [Page("p0", YesNo(Switches.s0)), Page("p1", YesNo(Switches.s1)), Page("p2", YesNo(Switches.s2))]
    leaves = Exit("leaves", when=all_of(not_(Switches.s0), Switches.s2))
    found = walks(Form("form", pages, exits=[leaves]))
    assert {(walk.pages[-1], walk.exit) for walk in found} == {("p2", None), ("p2", "leaves")}
    assert [walk.facts for walk in found if walk.exit] == [{"switches.s0": False, "switches.s2": True}]


def test_a_fact_that_is_asked_again_has_its_later_answer() -> None:
    pages = [
        Page("first", YesNo(Switches.s0, id="first")),
        Page("again", YesNo(Switches.s0, id="again"), ask_if=Switches.s0),
        Page("then", YesNo(Switches.s1), ask_if=Switches.s0),
    ]
    found = {walk.pages for walk in walks(Form("form", pages))}
    assert found == {("first",), ("first", "again"), ("first", "again", "then")}


def test_walks_say_when_they_were_cut() -> None:
    few = walks(chained(), limit=2)
    assert few.cut
    assert len(few) == 2


def test_thirty_pages_that_change_nothing_are_one_route() -> None:
    pages = [Page(f"p{number}", YesNo(SWITCHES[0], id=f"q{number}")) for number in range(30)]
    assert len(walks(Form("long", pages))) == 1


@given(form=forms(), data=st.data())
def test_whatever_somebody_answers_their_route_is_one_of_the_walks(form: Form, data: st.DataObject) -> None:
    found = walks(form)
    given_facts = data.draw(st.sampled_from([Known(), Known({"case.word": "apple"}), Known({"case.word": "neither"})]))
    journey = Journey(form, data.draw(answers(form)), given=given_facts if form.given else Known())
    route = (tuple(page.id for page in journey.path), journey.exit.id if journey.exit else None)
    assert not found.cut
    assert route in {(walk.pages, walk.exit) for walk in found}


@given(form=forms())
def test_the_answers_of_a_walk_lead_along_it_to_its_end(form: Form) -> None:
    for walk in walks(form):
        journey = leads(form, walk)
        assert tuple(page.id for page in journey.path) == walk.pages
        assert (journey.exit.id if journey.exit else None) == walk.exit
        assert journey.complete or walk.exit is not None


@given(form=forms(), data=st.data())
def test_a_form_without_faults_is_one_that_everybody_comes_to_the_end_of(form: Form, data: st.DataObject) -> None:
    if check(form):
        return
    draft: dict[str, dict[str, JsonValue]] = {}
    for _ in form.pages:
        page = Journey(form, draft).next_page
        if page is None:
            break
        draft[page.id] = {
            question.id: data.draw(st.sampled_from(every_answer(question))) for question in page.questions
        }
    assert Journey(form, draft).next_page is None
    assert any(walk.exit is None for walk in walks(form))
    reached = {id_ for walk in walks(form) for id_ in (*walk.pages, walk.exit)}
    assert reached >= {page.id for page in form.pages} | {exit_.id for exit_ in form.exits}
