from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import IntEnum
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE
from tests.rules.vocabulary import Household, Member

from localgov_components.core.errors import InvalidValueError
from localgov_components.eligibility.population.files.cells import column_type, read_cells
from localgov_components.eligibility.population.files.mapping.columns import SaidOfColumn, column_of
from localgov_components.eligibility.population.files.mapping.faults import MappingFaults
from localgov_components.eligibility.population.files.summary import CODES
from localgov_components.identifiers import Postcode
from localgov_components.money import Money
from localgov_components.money.reading import pence_of_decimal
from localgov_components.rules import Fact, Facts, fact
from localgov_components.rules.fact_data import FIRST_DAY, LAST_DAY

BINS = Household.declarations["bins"]
CAPITAL = Household.declarations["capital"]
SHARE = Household.declarations["share"]
CREDIT = Household.declarations["credit"]
BORN = Household.declarations["born"]
TENURE = Household.declarations["tenure"]
BAND = Household.declarations["band"]
POSTCODE = Household.declarations["postcode"]
MEMBERS = Household.declarations["members"]


def read(cells: pl.Series | Sequence[Any], what: Any, **said: Any) -> list[Any]:  # noqa: ANN401
    """Each value, or the code of what is wrong with it."""
    series = cells if isinstance(cells, pl.Series) else pl.Series("c", cells)
    faults = MappingFaults("m.toml", "")
    if what.type is Money:
        said = {"amounts": "pounds", **said}
    how = column_of(what, SaidOfColumn(column="c", **said), (), faults)
    faults.raise_if_any()
    assert how
    found = read_cells(series, how)
    assert found.values.dtype == column_type(what)
    assert found.faults.dtype == pl.String
    assert not (found.values.is_not_null() & found.faults.is_not_null()).any()
    return [value if code is None else code for value, code in zip(found.values, found.faults, strict=True)]


def test_an_empty_cell_and_a_word_for_it_are_unknown() -> None:
    assert read(["", "  ", None, " N/K ", "not\u00a0 known"], BINS, unknown=["n/k", "Not known"]) == [None] * 5
    assert read([1, -1, None], BINS, unknown=[-1]) == [1, None, None]
    assert read([date(1900, 1, 1), date(1980, 1, 1)], BORN, unknown=[date(1900, 1, 1)]) == [None, date(1980, 1, 1)]


def test_whole_numbers() -> None:
    assert read(["3", "-3", " 1,200 ", "007", "3.0"], BINS) == [3, -3, 1200, 7, 3]
    assert read(["three", "3.5", "1,20", "+3", "٣", "1e3"], BINS) == ["cell.whole-number"] * 6
    assert read(["1000000000", "1000000001", "9" * 19, "9" * 400], BINS) == [10**9, *["cell.range"] * 3]


def test_amounts_are_in_pounds_or_pence_as_the_mapping_says() -> None:
    assert read(["12", "12.3", "£1,234.50", "-£3.00", "- 3"], CAPITAL) == [1200, 1230, 123450, -300, "cell.money"]
    assert read(["1234", "1,234", "12.34", "£12"], CAPITAL, amounts="pence") == [
        1234,
        1234,
        "cell.places",
        "cell.money",
    ]
    assert read(["1.005", "1.500"], CAPITAL) == ["cell.places", 150]


def test_numbers_that_are_none() -> None:
    for word in ("NaN", "inf", "-Infinity"):
        assert read([word], CAPITAL) == read([word], SHARE) == ["cell.not-finite"]
    assert read([1.5, float("nan"), float("inf"), None], CAPITAL) == [150, "cell.not-finite", "cell.not-finite", None]
    assert read([1.5, float("nan")], CAPITAL, unknown=["nan"]) == [150, None]


def test_decimals_are_at_the_places_of_the_fact() -> None:
    assert read(["0.25", "1", "-0.05", "0.250"], SHARE) == [25, 100, -5, 25]
    assert read(["0.255", "100.01", "x"], SHARE) == ["cell.places", "cell.range", "cell.number"]
    assert read([Decimal("0.25"), Decimal("0.10")], SHARE) == [25, 10]


def test_truths() -> None:
    assert read(["yes", "NO", "True", "false", "y", "1"], CREDIT) == [True, False, True, False, *["cell.truth"] * 2]
    said = {"yes": ["Y", "1"], "no": ["n", "0"]}
    assert read(["y", "N", "1", "0", "TRUE", "yes"], CREDIT, **said) == [True, False, True, False, True, "cell.truth"]
    assert read([1, 0, 2, None], CREDIT, **said) == [True, False, "cell.truth", None]
    assert read([True, None], CREDIT) == [True, None]
    assert read(["true", "false"], CREDIT, yes=["false"], no=["true"]) == [False, True]


def test_dates_are_as_the_mapping_says_or_year_first() -> None:
    said = {"dates": "DD/MM/YYYY"}
    assert read(["1/2/1980", "01/02/1980", "1980-02-01"], BORN, **said) == [date(1980, 2, 1)] * 3
    assert read(["31/02/1980", "1/13/1980", "1/2/80", "x"], BORN, **said) == ["cell.date"] * 4
    assert read(["1/2/1980"], BORN) == ["cell.date"]
    assert read(["01-Feb-1980", "1-FEBRUARY-1980", "1-Foo-1980"], BORN, dates="DD-Mon-YYYY") == [
        date(1980, 2, 1), date(1980, 2, 1), "cell.date"
    ]  # fmt: skip
    assert read(["01/02/1980 00:00:00", "1/2/1980", "1/2/1980 00:00:01"], BORN, dates="DD/MM/YYYY 00:00:00") == [
        date(1980, 2, 1), "cell.date", "cell.date"
    ]  # fmt: skip
    assert read([19800201, 19801301], BORN, dates="YYYYMMDD") == [date(1980, 2, 1), "cell.date"]


def test_an_instant_is_a_day_only_at_midnight() -> None:
    midnight = datetime.combine(date(1980, 2, 1), time())
    assert read([midnight, midnight + timedelta(seconds=1)], BORN) == [date(1980, 2, 1), "cell.date"]
    assert read(["1980-02-01 00:00:00", "1980-02-01T00:00:00.000", "1980-02-01 12:00:00"], BORN) == [
        date(1980, 2, 1), date(1980, 2, 1), "cell.date"
    ]  # fmt: skip


def test_days_that_no_fact_may_have_are_out_of_range() -> None:
    days = [FIRST_DAY, FIRST_DAY - timedelta(1), LAST_DAY, LAST_DAY + timedelta(1), date(1, 1, 1), date(9999, 12, 31)]
    expected = [FIRST_DAY, "cell.range", LAST_DAY, *["cell.range"] * 3]
    assert read(days, BORN) == expected
    assert read([each.isoformat() for each in days], BORN) == expected


def test_words_for_values() -> None:
    assert read(["owned", "RENTED", "Council", "squat"], TENURE, values={"council": "rented"}) == [
        "owned", "rented", "rented", "cell.value"
    ]  # fmt: skip
    assert read(["A", "First"], BAND, values={"first": "A"}) == ["A", "A"]


class Rooms(IntEnum):
    ONE = 1
    MANY = 2


class Home(Facts, id="home"):
    rooms: Fact[Rooms] = fact("rooms of the home")


def test_values_that_are_numbers_are_their_text() -> None:
    assert read([1, 2, 3], Home.declarations["rooms"]) == ["1", "2", "cell.value"]


def test_identifiers_are_canonical_or_have_the_code_of_their_own_rule() -> None:
    with pytest.raises(InvalidValueError) as refused:
        Postcode.parse("nowhere")
    assert read(["dt971aa", " DT97 1AB ", "nowhere", None], POSTCODE) == [
        "DT97 1AA",
        "DT97 1AB",
        refused.value.code,
        None,
    ]


def test_whether_a_list_is_complete_is_a_truth() -> None:
    faults = MappingFaults("m.toml", "")
    assert column_of(MEMBERS, SaidOfColumn(column="c"), (), faults) is None


@pytest.mark.parametrize("what", [BINS, CAPITAL, SHARE, CREDIT, BORN, TENURE, BAND, POSTCODE])
def test_lists_structures_and_bytes_are_no_values(what: Any) -> None:  # noqa: ANN401
    for cells in ([[1], None], [{"a": 1}, None], [b"x", None]):
        assert read(cells, what) == ["cell.type", None]
    assert read(pl.Series("c", [None, None]), what) == [None, None]


@pytest.mark.parametrize("what", [BINS, CAPITAL, SHARE, CREDIT, BORN, TENURE, POSTCODE])
def test_hostile_text_has_a_code_that_is_explained(what: Any) -> None:  # noqa: ANN401
    codes = read([each for each in HOSTILE if isinstance(each, str) and _is_unicode(each)], what)
    told = {each for each in codes if isinstance(each, str)}
    if what is not POSTCODE:
        assert told <= {*CODES, ""}


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= each <= "\udfff" for each in text)


AMOUNTS = st.one_of(
    st.text(alphabet="0123456789,.£- ", max_size=14),
    st.from_regex(r"-?(£ ?)?([0-9]{1,3}(,[0-9]{3}){0,3}|[0-9]{1,12})(\.[0-9]{1,3})?", fullmatch=True),
    st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), max_size=6),
)


@given(st.lists(AMOUNTS, min_size=1, max_size=8))
@example(["£ 1.00", "£  1.00", "1,234,567.8", "00012", "-0"])
def test_what_money_reads_is_read_as_money_reads_it(texts: list[str]) -> None:
    for text, found in zip(texts, read(texts, CAPITAL), strict=True):
        try:
            pence = Money.parse(text).pence
        except InvalidValueError:
            plain = text.strip().replace("£ ", "£").replace("£", "").replace(",", "")
            assert found is None or isinstance(found, str) or found == pence_of_decimal(Decimal(plain))
        else:
            assert found == (pence if abs(pence) <= 10**12 else "cell.range")


@given(st.lists(st.integers(-(10**11), 10**11), min_size=1, max_size=8))
def test_every_amount_of_a_float_column_is_exact(pence: list[int]) -> None:
    floats = [each / 100 for each in pence]
    assert read(floats, CAPITAL) == pence
    assert read([f"{each:.2f}" for each in floats], CAPITAL) == pence
    assert read([Decimal(each).scaleb(-2) for each in pence], CAPITAL) == pence
    assert read(pence, CAPITAL, amounts="pence") == pence


@given(st.lists(st.floats(width=32) | st.floats(), min_size=1, max_size=8))
def test_no_float_is_rounded(floats: list[float]) -> None:
    for given_, found in zip(floats, read(floats, SHARE), strict=True):
        if not isinstance(found, str):
            assert Decimal(repr(given_)) == Decimal(found).scaleb(-2)


@given(st.lists(st.dates(FIRST_DAY, LAST_DAY), min_size=1, max_size=8))
def test_every_date_is_read_back(days: list[date]) -> None:
    assert read(days, BORN) == days
    assert read([each.isoformat() for each in days], BORN) == days
    slashed = [f"{each.day}/{each.month}/{each.year:04}" for each in days]
    assert read(slashed, BORN, dates="DD/MM/YYYY") == days


@given(st.lists(st.integers(-(2**63), 2**63 - 1), min_size=1, max_size=8), st.sampled_from([pl.Int64, pl.Float64]))
def test_whole_numbers_of_any_column_are_exact_or_out_of_range(numbers: list[int], kind: Any) -> None:  # noqa: ANN401
    column = pl.Series("c", numbers, dtype=pl.Int64).cast(kind)
    for found, exact in zip(read(column, BINS), map(int, column), strict=True):
        assert found == exact if abs(exact) <= 10**9 else found in ("cell.range", "cell.whole-number")


def test_the_age_of_a_member_has_limits_of_its_own() -> None:
    assert read([150, 151, -151], Member.declarations["age"]) == [150, "cell.range", "cell.range"]
