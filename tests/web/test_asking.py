from datetime import timedelta

import pytest
from tests.web.town_hall import HOMES, NONE_OF_THESE, TownHall

from localgov_components.core.errors import ConflictError
from localgov_components.services import ServiceDesk


def test_the_start_page_says_what_it_costs_and_how_to_get_help(hall: TownHall) -> None:
    browser = hall.browser("brackwater").open("")
    assert browser.heading == "Subscribe to garden waste collections"
    assert "£54.00 a year for each bin, or £18.00" in browser.text
    assert "mailto:recycling@brackwater.example" in browser.link("recycling")


def test_looking_at_the_start_page_begins_nothing(hall: TownHall) -> None:
    browser = hall.browser().open("").open("postcode")
    assert browser.path == "/ambleford/garden-waste/"


def test_beginning_replaces_the_value_of_the_cookie(hall: TownHall) -> None:
    browser = hall.browser().open("")
    (before,) = browser.client.cookies.jar
    browser.send()
    (after,) = browser.client.cookies.jar
    assert before.name == after.name
    assert before.value != after.value


def test_the_start_page_leads_back_to_what_was_begun(hall: TownHall) -> None:
    browser = hall.browser().begin().send(it=HOMES["ambleford"]).open("")
    assert browser.follow("Go on with the answers").heading == "Select the address"


def test_questions_come_one_after_another(hall: TownHall) -> None:
    browser = hall.walk()
    questions = [path.rpartition("/")[2] for path in dict.fromkeys(browser.visited)]
    assert questions == ["", "postcode", "address", "bins", "benefits", "blue-badge", "name", "email", "check-answers"]


def test_somebody_with_a_benefit_is_asked_less(hall: TownHall) -> None:
    browser = hall.walk(benefit="Universal Credit")
    assert not [path for path in browser.visited if path.endswith("blue-badge")]


@pytest.mark.parametrize("typed", ["", "DT97", "<script>alert(1)</script>"])
def test_an_answer_that_will_not_do_is_shown_again_with_what_to_put_right(hall: TownHall, typed: str) -> None:
    browser = hall.browser().begin().send(it=typed)
    assert browser.response.status_code == 422
    assert browser.problems == ["Enter a full UK postcode" if typed else "Enter a postcode"]
    assert browser.title.startswith("Error: ")
    assert browser.form.one("input", name="postcode").attributes.get("value", "") == typed
    assert "<script>alert" not in browser.response.text


def test_the_summary_of_problems_leads_to_the_control(hall: TownHall) -> None:
    browser = hall.browser().begin().send(it="DT97 1ZZ").send()
    browser.send(line1="", address_line_1="", postcode="") if "line1" in browser.labels() else browser.send()
    links = [
        box.one("a").attributes["href"].removeprefix("#") for box in browser.page.with_class("govuk-error-summary")
    ]
    assert all(list(browser.form.all(id=name)) for name in links)
    assert browser.problems == ["Enter address line 1, typically the building and street", "Enter town or city"]


def test_an_answer_is_there_again_when_the_page_is(hall: TownHall) -> None:
    browser = hall.at_check_answers(bins="3").open("bins")
    (checked,) = [each for each in browser.form.all("input") if "checked" in each.attributes]
    assert checked.attributes["value"] == "3"


def test_a_page_that_was_not_reached_leads_to_the_one_that_was(hall: TownHall) -> None:
    browser = hall.browser().begin()
    for page in ("bins", "check-answers", "payment", "payment/return", "confirmation", "outside-area"):
        assert browser.open(page).path.endswith("/postcode")


def test_an_answer_out_of_order_leads_to_the_right_page_and_is_not_kept(hall: TownHall) -> None:
    browser = hall.browser().begin()
    browser.post([*browser.filled(), ("bins", "2")], "/ambleford/garden-waste/bins")
    assert browser.path.endswith("/postcode")
    browser.send(it=HOMES["ambleford"]).send(browser.labels()[0])
    assert browser.path.endswith("/bins")


def test_a_page_that_does_not_exist_is_not_found_with_or_without_a_draft(hall: TownHall) -> None:
    browser = hall.browser().open("sheds")
    assert (browser.response.status_code, browser.heading) == (404, "Page not found")
    browser.begin().post(browser.filled(), "/ambleford/garden-waste/sheds")
    assert browser.response.status_code == 404


def test_an_address_outside_the_area_ends_the_journey_without_an_error(hall: TownHall) -> None:
    browser = hall.browser().begin().send(it="DT99 1AB")
    browser.send(browser.labels()[0])
    assert (browser.response.status_code, browser.heading) == (200, "That address is not in our area")
    assert browser.link("find-local-council") == "https://www.gov.uk/find-local-council"
    assert browser.open("check-answers").path.endswith("/outside-area")
    assert browser.follow("Back").heading == "Select the address"


def test_an_exit_that_was_not_reached_is_not_shown(hall: TownHall) -> None:
    assert hall.at_check_answers().open("outside-area").path.endswith("/check-answers")


def test_a_long_list_is_one_to_choose_from(hall: TownHall) -> None:
    browser = hall.browser().begin().send(it="DT97 1AD")
    options = [option.text for option in browser.form.one("select").all("option")]
    assert options[0] == "33 addresses found"
    assert options[-1] == "The address is not in this list"
    assert browser.send(options[5]).path.endswith("/bins")


def test_nothing_chosen_from_a_long_list_is_a_problem(hall: TownHall) -> None:
    browser = hall.browser().begin().send(it="DT97 1AD").send()
    assert browser.problems == ["Select the address, or select that it is not in this list"]


def test_a_postcode_without_addresses_leads_on_to_typing_one(hall: TownHall) -> None:
    browser = hall.browser().begin().send(it="DT97 1ZZ")
    assert "We could not find any addresses for that postcode." in browser.text
    assert browser.link("Try another postcode").endswith("/postcode")
    browser.send()
    assert browser.heading == "What is the address?"
    assert browser.form.one("input", name="address-by-hand-postcode").attributes["value"] == "DT97 1ZZ"
    assert browser.send(address_line_1="1 New Road", town_or_city="Ambleford").path.endswith("/bins")


def test_going_back_from_a_changed_answer_leads_to_check_answers(hall: TownHall) -> None:
    browser = hall.at_check_answers().follow("Change Number of bins")
    assert browser.follow("Back").path.endswith("/check-answers")


def test_going_back_still_leads_to_check_answers_when_there_was_a_problem(hall: TownHall) -> None:
    browser = hall.at_check_answers().follow("Change Full name").send(it="")
    assert browser.problems == ["Enter your full name"]
    assert browser.follow("Back").path.endswith("/check-answers")


def test_going_back_goes_page_by_page_to_the_start(hall: TownHall) -> None:
    browser, visited = hall.at_check_answers(), []
    while browser.path != "/ambleford/garden-waste/":
        visited.append(browser.follow("Back").path.rpartition("/")[2])
    assert visited == ["email", "name", "blue-badge", "benefits", "bins", "address", "postcode", ""]


def test_a_changed_answer_leads_straight_back(hall: TownHall) -> None:
    browser = hall.at_check_answers().follow("Change Number of bins").send("4 bins")
    assert browser.path.endswith("/check-answers")
    assert browser.summary["Number of bins"] == "4 bins"


def test_a_changed_answer_leads_through_what_it_newly_asks_and_then_back(hall: TownHall) -> None:
    browser = hall.at_check_answers(benefit="pension-credit").follow("Change Benefits")
    assert browser.send(NONE_OF_THESE).path.endswith("/blue-badge")
    assert browser.send("No").path.endswith("/check-answers")


def test_another_postcode_asks_for_the_address_again_and_nothing_else(hall: TownHall) -> None:
    browser = hall.at_check_answers().follow("Change Postcode").send(it="DT97 2AE")
    assert browser.heading == "Select the address"
    assert browser.send(browser.labels()[1]).path.endswith("/check-answers")


def test_in_two_tabs_the_last_answer_to_each_page_stays(hall: TownHall) -> None:
    first = hall.at_check_answers().follow("Change Number of bins")
    second = hall.again(first).open("name")
    second.send(it="Another Resident")
    first.send("4 bins")
    assert first.summary["Number of bins"] == "4 bins"
    assert first.summary["Full name"] == "Another Resident"


@pytest.mark.parametrize(("conflicts", "kept"), [(1, "4 bins"), (5, "2 bins")])
def test_answers_saved_at_the_same_moment_lead_to_the_right_page(
    hall: TownHall, monkeypatch: pytest.MonkeyPatch, conflicts: int, kept: str
) -> None:
    browser = hall.at_check_answers().open("bins")
    answer, left = ServiceDesk.answer, [None] * conflicts

    def contended(self: ServiceDesk, *arguments: object, **named: object) -> object:
        if left:
            left.pop()
            raise ConflictError("saved by another tab.", code="records.draft-stale")
        return answer(self, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(ServiceDesk, "answer", contended)
    assert browser.send("4 bins").path.endswith("/check-answers")
    assert browser.summary["Number of bins"] == kept


def test_nobody_is_asked_to_go_on_after_a_day(hall: TownHall) -> None:
    browser = hall.at_check_answers()
    hall.clock.move(timedelta(hours=24))
    assert browser.open("check-answers").path == "/ambleford/garden-waste/"


def test_each_answer_gives_another_day(hall: TownHall) -> None:
    browser = hall.at_check_answers()
    hall.clock.move(timedelta(hours=23))
    browser.open("bins").send("1 bin")
    hall.clock.move(timedelta(hours=23))
    assert browser.open("check-answers").path.endswith("/check-answers")
    assert (
        "max-age=86400"
        in browser.client.post(
            "/ambleford/garden-waste/bins",
            content="&".join(f"{name}={value}" for name, value in browser.open("bins").filled("2 bins")),
            headers={"content-type": "application/x-www-form-urlencoded"},
        )
        .headers["set-cookie"]
        .lower()
    )


def test_an_answer_to_a_draft_that_is_gone_says_so(hall: TownHall) -> None:
    browser = hall.browser().begin()
    hall.clock.move(timedelta(hours=25))
    browser.send(it=HOMES["ambleford"])
    assert (browser.response.status_code, browser.heading) == (410, "Your session has ended")
