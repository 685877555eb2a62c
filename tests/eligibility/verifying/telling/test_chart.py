"""A curve as a picture."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from itertools import count

import pytest

from localgov_components.eligibility.verifying import Curve, Edge, chart, told
from localgov_components.money import Money
from localgov_components.rules import Per

SVG = "{http://www.w3.org/2000/svg}"


def curve(
    points: Sequence[tuple[str, str | None]], edges: Sequence[tuple[str, ...]] = (), label: str = "net income"
) -> Curve:
    return Curve(
        "household.income",
        label,
        Per.WEEK,
        Per.WEEK,
        tuple((Money(x), None if y is None else Money(y)) for x, y in points),
        tuple(Edge(*map(Money, each)) for each in edges),
    )


STEP = curve(
    [("0.00", "12.00"), ("100.00", "12.00"), ("100.01", "0.00"), ("120.00", "0.00")],
    [("100.00", "100.01", "12.00", "0.00")],
)


def parsed(picture: str) -> ET.Element:
    return ET.fromstring(picture)  # noqa: S314 - our own picture


def texts(picture: str) -> list[str]:
    return [element.text or "" for element in parsed(picture).iter(f"{SVG}text")]


def test_a_picture_has_a_title_and_says_everything_in_its_description() -> None:
    root = parsed(chart(STEP, title="Support & income", household=["The household: nobody else"]))
    title, desc = root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc") or ""
    assert title == "Support & income"
    assert desc.splitlines() == [*told(STEP), "The household: nobody else"]
    ids = {element.attrib["id"] for element in root if "id" in element.attrib}
    assert {root.attrib["aria-labelledby"], root.attrib["aria-describedby"]} == ids
    assert root.attrib["role"] == "img"


def test_every_edge_is_numbered_and_in_the_table() -> None:
    shown = texts(chart(STEP, title="x"))
    assert shown[-8:] == ["Edge", "Net income", "Award", "Loss", "1", "£100.00 to £100.01", "£12.00 to £0.00", "£12.00"]


def test_a_curve_without_an_edge_says_so() -> None:
    flat = curve([("0.00", "5.00"), ("120.00", "5.00")])
    assert "No edge: no pound more loses more than a pound of award." in texts(chart(flat, title="x"))


def test_many_edges_are_cut_and_counted() -> None:
    numbers = range(1, 16)
    edges = [(f"{n}.99", f"{n + 1}.00", f"{40 - 2 * n}.00", f"{38 - 2 * n}.00") for n in numbers]
    points = [point for begin, end, before, after in edges for point in ((begin, before), (end, after))]
    assert "and 3 more" in texts(chart(curve(points, edges), title="x"))


def test_what_is_drawn_stays_within_the_picture() -> None:
    steep = curve([("0.00", "0.01"), ("9999999.00", "9999999.00"), ("10000000.00", None)])
    root = parsed(chart(steep, title="A very long title, " * 12, household=["so " * 200]))
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    for element in root.iter(f"{SVG}text"):
        assert -100 <= float(element.attrib["x"]) <= width
        assert -20 <= float(element.attrib["y"]) <= height


@pytest.mark.parametrize("label", ["<script>", "&amp;", "one\ntwo", "\x00\u202e", "x" * 300])
def test_a_label_is_words_and_nothing_else(label: str) -> None:
    root = parsed(chart(curve([("0.00", "5.00"), ("9.00", "5.00")], label=label), title=label, household=[label]))
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "rect",
        "g",
        "path",
        "text",
        "circle",
    }


def test_a_line_is_broken_where_there_is_no_award() -> None:
    gap = curve(
        [("0.00", "5.00"), ("50.00", "5.00"), ("50.01", None), ("60.00", None), ("60.01", "4.00"), ("90.00", "4.00")]
    )
    lines = [each.attrib["d"] for each in parsed(chart(gap, title="x")).iter(f"{SVG}path")]
    assert sum(line.count("M") for line in lines if line.count("L") == 2) == 2
    assert "From £50.01 to £60.00 a week no award is settled by the rules alone." in [*told(gap)]


def test_a_rise_is_told_as_a_rise() -> None:
    assert [*told(curve([("0.00", "1.00"), ("9.00", "5.00")]))] == [
        "With net income from £0.00 to £9.00 a week the award rises from £1.00 to £5.00 a week."
    ]


def test_a_curve_of_very_many_bends_is_cut_in_words() -> None:
    wave = curve([(f"{n}.00", f"{n % 2 + 1}.00") for n in range(60)])
    lines = [*told(wave)]
    assert len(lines) == 25
    assert lines[-1] == "It goes on to £59.00 a week."


def test_two_pictures_on_one_page_have_ids_of_their_own() -> None:
    numbers = count()
    pictures = [chart(STEP, title=f"{next(numbers)}") for _ in range(2)]
    assert len({parsed(each).attrib["aria-labelledby"] for each in pictures}) == 2
