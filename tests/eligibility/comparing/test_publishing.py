import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import jsonschema_rs
import pytest
from tests.eligibility.comparing.samples import DAY, SUPPORT, made_up, policy, side, tally

from localgov_components.core.errors import InvalidValueError
from localgov_components.eligibility import OutcomeChange, PublishedComparison, comparison_schema
from localgov_components.eligibility.comparing import Comparison
from localgov_components.eligibility.comparing.counting import Alike
from localgov_components.money import Money
from localgov_components.rules import Per

C = OutcomeChange
NO_AWARD = replace(SUPPORT, award=None)
NUMBERS = {
    "Elm": {C.BECOMES_ELIGIBLE: 30, C.GETS_MORE: 0, C.GETS_LESS: 40, C.STAYS: 200, C.NOT_ELIGIBLE: 90},
    "Oak": {C.BECOMES_ELIGIBLE: 25, C.GETS_MORE: 0, C.GETS_LESS: 4, C.STAYS: 120, C.NOT_ELIGIBLE: 60},
    "Ash & <Co>": {C.BECOMES_ELIGIBLE: 20, C.GETS_MORE: 0, C.GETS_LESS: 35, C.STAYS: 80, C.NOT_ELIGIBLE: 70},
}
MISSING = {"household.capital": 40, "household.income": 25, "household.capital household.income": 12}


def wards(numbers: dict[str, dict[OutcomeChange, int]] = NUMBERS) -> Comparison:
    alike = [
        Alike((ward,), change, 1, "", tally(change, number))
        for ward, changes in numbers.items()
        for change, number in changes.items()
        if number
    ]
    first = next(iter(numbers))
    alike += [
        Alike((first,), C.MIGHT_QUALIFY, 0, facts, tally(C.MIGHT_QUALIFY, each)) for facts, each in MISSING.items()
    ]
    found = made_up({"ward": list(numbers)}, alike)
    return replace(found, after=SUPPORT.on(DAY, policy=policy(capital_limit="16000.00")))


@pytest.fixture
def published() -> PublishedComparison:
    return wards().published(title="Raising the <limit>", counted="households", rejected=12)


def test_the_whole_is_told_to_the_penny(published: PublishedComparison) -> None:
    rows = {row.change: row for row in published.changes}
    assert (rows[C.BECOMES_ELIGIBLE].number, rows[C.BECOMES_ELIGIBLE].amount) == (75, Money("375.00"))
    assert (rows[C.GETS_LESS].amount, rows[C.GETS_LESS].average) == (Money("-395.00"), Money("-5.00"))
    assert rows[C.STAYS].amount is None
    assert published.cost is not None
    assert published.cost.difference == Money("-20.00")
    assert (published.rows, published.decided, published.undecided, published.rejected) == (851, 774, 77, 12)
    assert (published.per, published.in_a_year) == (Per.WEEK, 52)


def test_a_small_group_is_hidden_with_what_would_give_it_away(published: PublishedComparison) -> None:
    (table,) = published.breakdowns
    less = table.columns.index((C.GETS_LESS,))
    assert [row.numbers[less] for row in table.rows] == [40, "[c]", "[c]"]
    oak = table.rows[1]
    assert oak.cost is not None
    assert (oak.cost.loss, oak.average_loss) == ("[c]", "[c]")


def test_money_of_a_group_is_in_whole_pounds_and_averages_are_made_of_it() -> None:
    numbers = {ward: {C.STAYS: 50, C.BECOMES_ELIGIBLE: 11} for ward in ("Elm", "Oak")}
    alike = [
        Alike((ward,), change, 0, "", tally(change, number, each=333, one=333))
        for ward, changes in numbers.items()
        for change, number in changes.items()
    ]
    (table,) = made_up({"ward": list(numbers)}, alike).published().breakdowns
    cost = table.rows[0].cost
    assert cost is not None
    assert cost.gain == Money("37.00")  # 11 times £3.33 is £36.63
    assert table.rows[0].average_gain == Money("3.36")
    (exact,) = made_up({"ward": list(numbers)}, alike).published(threshold=0).breakdowns
    assert exact.rows[0].cost is not None
    assert exact.rows[0].cost.gain == Money("36.63")


def test_one_household_with_most_of_the_money_is_hidden() -> None:
    alike = [
        Alike((), C.BECOMES_ELIGIBLE, 0, "", tally(C.BECOMES_ELIGIBLE, 20, each=100, one=5000)),
        Alike((), C.STAYS, 0, "", tally(C.STAYS, 50)),
        Alike((), C.GETS_LESS, 0, "", tally(C.GETS_LESS, 50)),
    ]
    published = made_up({}, alike).published()
    assert published.cost is not None
    assert (published.cost.gain, published.cost.loss) == ("[c]", "[c]")
    assert isinstance(published.cost.difference, Money)


def test_kinds_of_change_too_rare_for_the_groups_are_told_together() -> None:
    numbers = {f"ward {place}": {C.STAYS: 60, C.GETS_LESS: 1} for place in range(12)}
    (table,) = wards(numbers).published().breakdowns
    assert any(C.GETS_LESS in column and len(column) > 1 for column in table.columns)


def test_who_might_qualify_is_told_by_what_is_missing(published: PublishedComparison) -> None:
    found = published.might_qualify
    assert found is not None
    assert {each.facts: each.number for each in found.together} == {
        ("household.capital",): 40,
        ("household.income",): 25,
        ("household.capital", "household.income"): 12,
    }
    assert {each.fact: each.at_least for each in found.facts} == {"household.capital": 52, "household.income": 37}
    assert found.facts[0].label == "savings and investments"


def test_policy_values_that_differ_are_told_with_who_set_them(published: PublishedComparison) -> None:
    (value,) = published.policy
    assert (value.key, value.label) == ("capital_limit", "Savings above which no support is given")
    assert value.before is not None
    assert value.after is not None
    assert (value.before.value, value.after.value, value.after.owner) == (
        "£10,000.00",
        "£16,000.00",
        "Ambleford Council",
    )
    assert published.before.rules_hash == SUPPORT.rules_hash
    assert published.before.policy_edition != published.after.policy_edition


@pytest.mark.parametrize("threshold", [-1, 1, 2])
def test_a_threshold_that_keeps_nothing_is_refused(threshold: int) -> None:
    with pytest.raises(InvalidValueError) as refused:
        wards().published(threshold=threshold)
    assert refused.value.code == "comparison.threshold"


def test_a_threshold_of_nought_hides_nothing_and_says_so_everywhere() -> None:
    shown = wards().published(threshold=0)
    assert "[c]" not in shown.model_dump_json()
    assert "not for publication" in shown.text()
    assert '<p class="warning">Nothing is hidden.' in shown.html()


def test_the_document_reads_back_and_fits_its_schema(published: PublishedComparison) -> None:
    text = published.model_dump_json()
    assert PublishedComparison.model_validate_json(text) == published
    validator = jsonschema_rs.Draft202012Validator(comparison_schema(), validate_formats=True)
    assert validator.is_valid(json.loads(text))
    assert not validator.is_valid({**json.loads(text), "decided": "few"})
    assert not validator.is_valid({**json.loads(text), "names": []})


def test_text_has_every_table_and_no_line_too_long_for_a_terminal(published: PublishedComparison) -> None:
    text = published.text()
    assert text.startswith("Raising the <limit>\n===================\n")
    assert "The cost goes down from £" in text
    assert "by £20.00 a week, which is £1,040.00 a" in text
    assert "Ash & <Co>" in text
    assert "Oak" in text


def test_the_same_cost_is_said_to_stay() -> None:
    same = made_up({}, [Alike((), C.STAYS, 0, "", tally(C.STAYS, 50))]).published()
    assert "The cost stays at £250.00 a week." in same.text()


def test_undecided_cases_are_only_said_not_to_be_in_a_cost_where_there_is_one() -> None:
    said = "77 cases are undecided, because something is not known."
    with_award = wards()
    without = replace(with_award, before=side(NO_AWARD), after=side(NO_AWARD))
    assert f"{said} They are not in the cost.</p>" in with_award.published().html()
    assert f"{said}</p>" in without.published().html()


@pytest.mark.parametrize("by", [{"ward": []}, {}])
def test_a_comparison_of_nobody_is_told_too(by: dict[str, list[str]]) -> None:
    empty = made_up(by, []).published()
    assert "0 cases were looked at" in empty.text()
    assert "0 cases were looked at" in empty.html()
    assert empty.csv().startswith("table,group,of,figure\nall,,cases,0\n")


def test_what_cases_are_called_is_no_formula_either() -> None:
    rows = list(csv.DictReader(io.StringIO(wards().published(counted="=1+1").csv())))
    assert rows[0]["of"] == "'=1+1"


def test_csv_has_a_figure_on_each_line_and_no_formula() -> None:
    numbers = {"=1+1": {C.STAYS: 60, C.GETS_LESS: 40}, "-Oak": {C.STAYS: 60, C.GETS_LESS: 40}}
    rows = list(csv.DictReader(io.StringIO(wards(numbers).published().csv())))
    assert {row["group"] for row in rows if row["table"] == "by ward"} == {"'=1+1", "'-Oak"}
    assert {"table": "by ward", "group": "'-Oak", "of": "gets-less", "figure": "40"} in rows
    assert {"table": "all", "group": "", "of": "difference", "figure": "-400.00"} in rows


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_the_page_needs_nothing_else_and_runs_nothing(published: PublishedComparison) -> None:
    html = published.html()
    tags = Tags(html).seen
    assert {"script", "link", "img", "iframe", "object", "embed"}.isdisjoint(tag for tag, _ in tags)
    assert not re.findall(r"(?:src|href)=|url\((?!#)|@import", html)
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]
    assert "Raising the &lt;limit&gt;" in html
    assert "Ash &amp; &lt;Co&gt;" in html
    assert "<Co>" not in html


def test_the_page_has_headings_in_order_and_a_caption_and_scopes_for_every_table(
    published: PublishedComparison,
) -> None:
    tags = Tags(published.html()).seen
    assert ("html", {"lang": "en-GB"}) in tags
    headings = [tag for tag, _ in tags if re.fullmatch("h[1-6]", tag)]
    assert headings[0] == "h1"
    assert set(headings[1:]) == {"h2"}
    names = [tag for tag, _ in tags]
    assert names.count("table") == names.count("caption") > 5
    assert all(attributes.get("scope") in {"row", "col"} for tag, attributes in tags if tag == "th")
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_charts_are_drawings_that_say_their_numbers(published: PublishedComparison) -> None:
    assert list(published.charts()) == ["ward"]
    charts = {"moves": published.moves_chart() or "", **published.charts()}
    space = "{http://www.w3.org/2000/svg}"
    for name, chart in charts.items():
        root = ET.fromstring(chart)  # noqa: S314 - our own
        assert root.get("role") == "img"
        assert root.find(f"{space}title") is not None
        words = root.find(f"{space}desc")
        assert words is not None
        assert words.text
        assert ("Oak: 25 gain, not shown lose." in words.text) is (name == "ward")
        assert {"script", "style", "image"}.isdisjoint(each.tag.removeprefix(space) for each in root.iter())


def test_losses_are_hatched_so_that_black_and_white_tells_them_too(published: PublishedComparison) -> None:
    chart = published.charts()["ward"]
    assert len(re.findall(r'fill="url\(#less-', chart)) == 2  # in the key, and the one bar of losses that is shown
    assert "<pattern" in chart


def test_without_money_only_numbers_are_told() -> None:
    scheme = replace(SUPPORT, award=None)
    alike = [Alike((ward,), C.STAYS, 0, "", tally(C.NOT_ELIGIBLE, 50)) for ward in ("Elm", "Oak")]
    found = made_up({"ward": ["Elm", "Oak"]}, alike, scheme=scheme).published()
    assert found.cost is None
    assert found.moves == ()
    assert found.moves_chart() is None
    assert list(found.charts()) == ["ward"]
    assert "£" not in found.html() + found.text() + found.csv()
