"""The invariants of a journey, on a form of every kind of question and on random forms."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue
from tests.forms.garden import ADDRESS, BORDER, ELSEWHERE, GARDEN, HERE, SENT, SOURCES
from tests.forms.random_forms import answers, every_answer, forms

from localgov_components.forms import Context, Exit, Form, Journey, Page, Text, YesNo, answer
from localgov_components.rules import Fact, Facts, Known, fact, not_, policy_value

CONTEXT = Context(sources=SOURCES)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=5), parts, max_size=3),
    max_leaves=6,
)
GIVEN = st.sampled_from([Known(), Known({"case.word": "apple"}), Known({"case.word": "neither"})])


class Case(Facts, id="case"):
    open: Fact[bool] = fact()
    name: Fact[str] = fact()
    late: Fact[bool] = fact()


def filled(**changes: Mapping[str, list[str]]) -> dict[str, JsonValue]:
    """Answer every page that is asked, in order, as in `SENT` but for some changes."""
    sent = {**SENT, **{id_.replace("_", "-"): values for id_, values in changes.items()}}
    draft: dict[str, JsonValue] = {}
    while (page := Journey(GARDEN, draft).next_page) is not None:
        answered = answer(GARDEN, draft, page.id, sent[page.id], CONTEXT)
        assert answered.problems == ()
        draft = answered.answers
    return draft


def ids(journey: Journey) -> list[str]:
    return [page.id for page in journey.path]


# What a journey says


def test_a_journey_begins_at_the_first_page() -> None:
    journey = Journey(GARDEN, {})
    assert ids(journey) == ["postcode"]
    assert journey.next_page is journey.page("postcode")
    assert not journey.complete


def test_a_journey_is_complete_when_every_page_on_its_path_is_answered() -> None:
    journey = Journey(GARDEN, filled())
    assert journey.complete
    assert ids(journey) == ["postcode", "address", "bins", "benefits", "blue-badge", "contact", "email"]
    assert journey.answers["benefits"] == {"benefits": []}
    assert journey.known["household.badge"] is False


def test_a_page_is_left_out_when_its_condition_is_false() -> None:
    journey = Journey(GARDEN, filled(benefits={"benefits": ["credit"]}))
    assert journey.complete
    assert "blue-badge" not in ids(journey)


def test_an_exit_ends_the_journey_as_soon_as_it_is_true() -> None:
    journey = Journey(GARDEN, filled(address={"address": [ELSEWHERE]}))
    assert ids(journey) == ["postcode", "address"]
    assert journey.exit is GARDEN.exits[0]
    assert journey.next_page is None
    assert not journey.complete


def test_what_is_unknown_sends_nobody_to_an_exit() -> None:
    journey = Journey(GARDEN, filled(address={"address": [BORDER]}))
    assert journey.exit is None
    assert journey.complete


def test_an_exit_may_be_true_before_the_first_page() -> None:
    form = Form(
        "form",
        [Page("name", Text(Case.name))],
        exits=[Exit("closed", when=not_(Case.open))],
        given=[Case.open],
    )
    closed = Journey(form, {}, given=Known({"case.open": False}))
    assert (closed.path, closed.exit) == ((), form.exits[0])
    assert Journey(form, {}).next_page is form.pages[0]


def test_a_page_whose_condition_stays_unknown_is_not_asked_nor_is_its_opposite() -> None:
    form = Form(
        "form",
        [
            Page("name", Text(Case.name, optional=True, id="name")),
            Page("same", YesNo(Case.open), ask_if=Case.name == "A"),
            Page("other", YesNo(Case.late), ask_if=not_(Case.name == "A")),
        ],
    )
    declined = Journey(form, {"name": {"name": None}})
    assert declined.complete
    assert ids(declined) == ["name"]


def test_a_condition_may_read_policy() -> None:
    class Policy:
        def value(self, key: str) -> object:
            return {"open": True}[key]

    form = Form("form", [Page("name", Text(Case.name), ask_if=policy_value("open", bool))])
    assert ids(Journey(form, {}, policy=Policy())) == ["name"]


def test_changing_the_postcode_makes_the_chosen_address_stale() -> None:
    draft = answer(GARDEN, filled(), "postcode", {"postcode": ["DT98 1AA"]}, CONTEXT).answers
    journey = Journey(GARDEN, draft)
    assert journey.next_page is GARDEN.page("address")
    assert journey.stale == ("address",)
    assert "property.uprn" not in journey.known
    assert "address" not in journey.answers


def test_an_answer_that_is_kept_can_be_shown_again_though_it_does_not_count() -> None:
    draft = answer(GARDEN, filled(), "benefits", {"benefits": ["credit"]}, CONTEXT).answers
    journey = Journey(GARDEN, draft)
    page = GARDEN.page("blue-badge")
    assert not journey.allows("blue-badge")
    assert journey.answer(page, page.questions[0]) is False
    assert Journey(GARDEN, {}).answer(page, page.questions[0]) is None


def test_the_back_link_leads_along_the_path() -> None:
    journey = Journey(GARDEN, filled())
    assert journey.previous("postcode") is None
    assert journey.previous("bins") is GARDEN.page("address")
    assert journey.previous("check-answers") is GARDEN.page("email")
    outside = Journey(GARDEN, filled(address={"address": [ELSEWHERE]}))
    assert outside.previous("outside") is GARDEN.page("address")


def test_a_page_is_followed_by_the_next_on_the_path() -> None:
    journey = Journey(GARDEN, filled(benefits={"benefits": ["credit"]}))
    assert journey.following("benefits") is GARDEN.page("contact")
    assert journey.following("email") is None
    assert journey.following("blue-badge") is None


def test_the_context_of_a_page_holds_what_was_known_before_it() -> None:
    journey = Journey(GARDEN, filled())
    here = journey.context("address", sources=SOURCES)
    assert list(here.known) == ["property.postcode"]
    assert ADDRESS.options(here)[0].value == HERE


def test_a_journey_shows_no_answer_in_its_repr() -> None:
    assert "DT97" not in repr(Journey(GARDEN, filled()))
    assert repr(Journey(GARDEN, {})) == "Journey('garden', path=['postcode'])"


# What holds for every form


@given(form=forms(), given_facts=GIVEN, data=st.data())
def test_routing_is_total_and_deterministic_whatever_is_in_the_draft(
    form: Form, given_facts: Known, data: st.DataObject
) -> None:
    right = data.draw(answers(form))
    keys = st.sampled_from([page.id for page in form.pages])
    draft: dict[str, JsonValue] = {**right, **data.draw(st.dictionaries(keys, JSON))}
    one, two = (Journey(form, draft, given=given_facts) for _ in range(2))
    assert (one.path, one.exit, one.next_page, dict(one.known)) == (two.path, two.exit, two.next_page, dict(two.known))
    assert [one.complete, one.exit is not None, one.next_page is not None].count(True) == 1
    order = [form.pages.index(page) for page in one.path]
    assert order == sorted(set(order))


@given(form=forms(), given_facts=GIVEN, data=st.data())
def test_answers_off_the_path_never_matter(form: Form, given_facts: Known, data: st.DataObject) -> None:
    draft = data.draw(answers(form))
    journey = Journey(form, draft, given=given_facts)
    off = [page.id for page in form.pages if page not in journey.path]
    others = data.draw(st.fixed_dictionaries(dict.fromkeys(off, JSON)))
    for changed in ({**draft, **others}, journey.answers):
        again = Journey(form, changed, given=given_facts)
        assert (again.path, again.exit, again.next_page) == (journey.path, journey.exit, journey.next_page)
        assert dict(again.known) == dict(journey.known)
        assert again.answers == journey.answers


@given(form=forms(), given_facts=GIVEN, data=st.data())
def test_changing_an_answer_asks_again_only_what_is_newly_required(
    form: Form, given_facts: Known, data: st.DataObject
) -> None:
    complete = data.draw(answers(form))
    before = Journey(form, complete, given=given_facts)
    draft = before.answers
    if not draft:
        return
    changed = data.draw(st.sampled_from(sorted(draft)))
    page = form.page(changed)
    new = {question.id: data.draw(st.sampled_from(every_answer(question))) for question in page.questions}
    after = Journey(form, {**draft, changed: new}, given=given_facts)
    if after.next_page is not None:
        assert after.next_page.id not in draft
    assert all(after.answers[id_] == kept for id_, kept in draft.items() if id_ in after.answers and id_ != changed)
    restored = Journey(form, {**draft, changed: draft[changed]}, given=given_facts)
    assert restored.answers == before.answers


@given(form=forms(), given_facts=GIVEN, data=st.data())
def test_the_order_in_which_answers_were_given_does_not_matter(
    form: Form, given_facts: Known, data: st.DataObject
) -> None:
    draft = data.draw(answers(form))
    shuffled = dict(data.draw(st.permutations(list(draft.items()))))
    one, two = (Journey(form, kept, given=given_facts) for kept in (draft, shuffled))
    assert (one.path, dict(one.known)) == (two.path, dict(two.known))
