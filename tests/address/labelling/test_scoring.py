import json
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.address.labelling import AddressLabel, LabellingReport, MissKind, Rate, score
from localgov_components.address.matching.match import Match, MatchOutcome, PossibleMatch
from localgov_components.core import InvalidValueError
from localgov_components.identifiers import Uprn

HOME, NEIGHBOUR = Uprn.parse("999900000017"), Uprn.parse("999900000025")
MATCHED = Match(MatchOutcome.MATCHED, uprn=HOME, score=0.99)
NONE = Match(MatchOutcome.NOT_FOUND)
SECRET = "17 Tithebarn Street"

ANSWERS = [
    MATCHED,
    Match(MatchOutcome.MATCHED, uprn=NEIGHBOUR, score=0.7),
    NONE,
    Match(MatchOutcome.PARENT_ONLY, parent=NEIGHBOUR),
    Match(MatchOutcome.AMBIGUOUS, possible=(PossibleMatch(HOME, 0.5), PossibleMatch(NEIGHBOUR, 0.5))),
    Match(MatchOutcome.AMBIGUOUS, possible=(PossibleMatch(NEIGHBOUR, 0.5),)),
]
HAS, HAS_NONE = AddressLabel(HOME, group="has"), AddressLabel(None, group="has none")


def reported(*, texts: list[str] | None = None) -> LabellingReport:
    """Every answer to a text that has a property, and to one that has none."""
    return score([*ANSWERS, *ANSWERS], [HAS] * 6 + [HAS_NONE] * 6, texts=texts)


def test_each_answer_is_counted_once_under_what_came_of_it() -> None:
    has, has_none = reported().groups
    assert (has.right, has.declined, has.missed, has.wrong, has.overreached) == (1, 0, 4, 1, 0)
    assert (has_none.right, has_none.declined, has_none.missed, has_none.wrong, has_none.overreached) == (0, 4, 0, 0, 2)


def test_rates_are_of_what_they_say() -> None:
    report = reported()
    assert report.precision == Rate(1, 4)
    assert report.recall == Rate(1, 6)
    assert report.abstention == Rate(8, 12)
    assert report.wrong == Rate(3, 12)


def test_failures_are_told_by_kind_and_place() -> None:
    report = reported()
    assert report.kinds == {
        MissKind.NONE_CAN_BE_TOLD: 2,
        MissKind.ANOTHER_PROPERTY: 1,
        MissKind.NOT_FOUND: 1,
        MissKind.PARENT_ONLY: 1,
        MissKind.AMONG_POSSIBLE: 1,
        MissKind.NOT_AMONG_POSSIBLE: 1,
    }
    assert [failure.place for failure in report.failures] == [1, 2, 3, 4, 5, 6, 7]


def test_scores_are_held_against_what_was_right() -> None:
    bands = {band.least: band for band in reported().bands if band.named}
    assert {least: (band.named, band.right) for least, band in bands.items()} == {0.5: (2, 0), 0.99: (2, 1)}
    assert bands[0.5].promised == pytest.approx(0.7)
    assert reported().calibration_error == pytest.approx((1.4 + 0.98) / 4)


def test_what_was_too_uncertain_to_be_matched_is_held_against_labels_too() -> None:
    uncertain = Match(MatchOutcome.NOT_FOUND, possible=(PossibleMatch(HOME, 0.6), PossibleMatch(NEIGHBOUR, 0.2)))
    bands = {band.least: (band.named, band.right) for band in score([uncertain], [HAS]).bands if band.named}
    assert bands == {0.2: (1, 0), 0.5: (1, 1)}


@pytest.mark.parametrize("value", [0.0, 0.5, 0.998, 1.0])
def test_a_score_on_an_edge_belongs_to_one_band(value: float) -> None:
    report = score([Match(MatchOutcome.MATCHED, uprn=HOME, score=value)], [HAS])
    assert [band.named for band in report.bands].count(1) == 1


def test_no_text_and_no_property_is_in_the_report_unless_it_is_given() -> None:
    silent = reported()
    told = "".join(
        (silent.as_text(), silent.as_json(), silent.as_page(), repr(silent), repr(HAS), *silent.charts().values())
    )
    assert str(HOME) not in told
    assert SECRET not in told
    assert SECRET in reported(texts=[SECRET] * 12).as_page()
    assert SECRET in reported(texts=[SECRET] * 12).as_text()


def test_a_label_is_needed_for_each_match() -> None:
    with pytest.raises(InvalidValueError, match="1 matches, 0 labels"):
        score([MATCHED], [])
    with pytest.raises(InvalidValueError, match="2 texts"):
        score([MATCHED], [HAS], texts=["a", "b"])


def test_nothing_to_compare_is_a_report_too() -> None:
    empty = score([], [])
    assert empty.precision.share is None
    assert empty.wrong.interval is None
    assert empty.calibration_error is None
    assert "0 texts" in empty.as_text()
    assert set(empty.charts()) == {"results"}


def test_json_has_counts_from_which_rates_follow() -> None:
    document = json.loads(reported().as_json())
    assert document["format"] == "localgov-labelling/1"
    assert document["groups"][0]["right"] == 1
    assert document["failures"][0] == {"place": 1, "group": "has", "kind": "another property", "score": 0.7}


def test_pictures_are_xml_and_tell_every_number_in_words() -> None:
    for name, picture in reported().charts().items():
        root = ET.fromstring(picture)  # noqa: S314 - our own
        description = root.find("{http://www.w3.org/2000/svg}desc")
        assert description is not None
        assert ("1 right, 0 rightly declined, 4 missed, 1 wrong" in str(description.text)) == (name == "results")


def test_groups_and_texts_cannot_write_markup() -> None:
    hostile = "<script>alert(1)</script>&"
    report = score([NONE], [AddressLabel(HOME, group=hostile)], texts=[hostile])
    for made in (report.as_page(title=hostile), *report.charts().values()):
        assert "<script" not in made
    parser = _Tags()
    parser.feed(report.as_page(title=hostile))
    assert parser.open == []


@given(st.integers(0, 500), st.integers(0, 500))
def test_an_interval_holds_the_share(count: int, more: int) -> None:
    rate = Rate(count, count + more)
    if rate.share is None or rate.interval is None:
        assert count + more == 0
        return
    least, most = rate.interval
    assert 0 <= least <= rate.share <= most <= 1


@given(st.lists(st.sampled_from(ANSWERS), max_size=30))
def test_groups_add_up_to_the_total(matches: list[Match]) -> None:
    labels = [HAS if place % 3 else HAS_NONE for place in range(len(matches))]
    report = score(matches, labels)
    assert report.total.texts == len(matches)
    assert sum(group.texts for group in report.groups) == len(matches)
    assert len(report.failures) == report.total.missed + report.total.wrong + report.total.overreached
    assert sum(band.right for band in report.bands) >= report.total.right


class _Tags(HTMLParser):
    """Which tags are open; those that need no end are passed over."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing stays open."""
