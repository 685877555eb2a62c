import time
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE

from localgov_components.calendars import FOIA, deadline, format_date, parse_date
from localgov_components.core.errors import InvalidValueError

MAY_DAY = date(2026, 5, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-01",
        "2026-5-1",
        "2026/05/01",
        "2026.05.01",
        "2026-05-01 00:00:00",
        "2026-05-01T00:00:00.000",
        "1/5/2026",
        "01/05/2026",
        "01/05/2026 00:00",
        "01.05.2026",
        "1-5-2026",
        "1 May 2026",
        "01 MAY 2026",
        "1st May 2026",
        "1st of May 2026",
        "1 May, 2026",
        "1-May-2026",
        "Fri 1 May 2026",
        "Friday, 1 May 2026",
        "May 1, 2026",
        "May 1st 2026",
        "1 Mai 2026",
        "1af Mai 2026",
        "1af o Mai 2026",
        "1af o Fai 2026",
        "Dydd Gwener 1 Mai 2026",
        "Gwener, 1 Mai 2026",
        "  1   May  2026\n",
        "1\u00a0May\u00a02026",
        "1\u2009May\u202f2026",
        "\u200b1 May 2026\ufeff",
        "1\u20135\u20132026",
        "\uff11\uff0f\uff15\uff0f\uff12\uff10\uff12\uff16",
        "\uff11 \uff2d\uff41\uff59 \uff12\uff10\uff12\uff16",
    ],
)
def test_a_day_is_read_however_people_here_write_it(text: str) -> None:
    assert parse_date(text) == MAY_DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("4/5/2026", date(2026, 5, 4)),
        ("2 Sept 2026", date(2026, 9, 2)),
        ("3 Sep. 2026", date(2026, 9, 3)),
        ("29 February 2028", date(2028, 2, 29)),
        ("31 Rhagfyr 2026", date(2026, 12, 31)),
        ("31ain o Ragfyr 2026", date(2026, 12, 31)),
        ("2 Feb 2026", date(2026, 2, 2)),
        ("2 o Fed 2026", date(2026, 9, 2)),
        ("12fed Gorffennaf 2026", date(2026, 7, 12)),
        ("22ain Tachwedd 2026", date(2026, 11, 22)),
        ("1 Ion 1926", date(1926, 1, 1)),
        ("31/12/0999", date(999, 12, 31)),
    ],
)
def test_the_day_comes_before_the_month(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5/13/2026", "date.no-such-day"),
        ("31/4/2026", "date.no-such-day"),
        ("29 February 2027", "date.no-such-day"),
        ("0/5/2026", "date.no-such-day"),
        ("1 May 0000", "date.no-such-day"),
        ("2026-02-30", "date.no-such-day"),
        ("2026-13-01", "date.no-such-day"),
        ("1/5/26", "date.year"),
        ("1 May 26", "date.year"),
        ("01/05/026", "date.year"),
        ("Monday 1 May 2026", "date.weekday"),
        ("Dydd Llun 1 Mai 2026", "date.weekday"),
        ("1 Ma 2026", "date.format"),
        ("1 Ju 2026", "date.format"),
        ("1 Mayday 2026", "date.format"),
        ("Someday 1 May 2026", "date.format"),
        ("T 1 May 2026", "date.format"),
        ("1/5-2026", "date.format"),
        ("20260501", "date.format"),
        ("2026-W18-5", "date.format"),
        ("2026-121", "date.format"),
        ("2026-05-01 13:30", "date.format"),
        ("2026-05-01T00:00:00Z", "date.format"),
        ("46143", "date.format"),
        ("1 May 20261", "date.format"),
        ("tomorrow", "date.format"),
        ("1 \u041c\u0430\u0439 2026", "date.format"),
        ("\u0661/\u0665/\u0662\u0660\u0662\u0666", "date.format"),
        ("\u00b9/5/2026", "date.format"),
    ],
)
def test_text_that_is_no_day_is_refused_by_the_rule_it_breaks(text: str, code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        parse_date(text)
    assert caught.value.code == code
    assert text not in str(caught.value)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_refused_at_once(text: str) -> None:
    begun = time.process_time()
    with pytest.raises(InvalidValueError):
        parse_date(text)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("value", [None, 20260501, b"2026-05-01", MAY_DAY, ["2026-05-01"]], ids=range(5))
def test_what_is_no_text_is_refused(value: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValueError) as caught:
        parse_date(value)
    assert caught.value.code == "date.type"


DAYS = st.dates(date(1000, 1, 1))
LANGUAGES = st.sampled_from(["en", "cy"])


@given(DAYS, LANGUAGES, st.booleans())
def test_what_is_written_is_read_back(day: date, language: str, weekday: bool) -> None:  # noqa: FBT001
    assert parse_date(format_date(day, language=language, weekday=weekday)) == day


@given(DAYS)
def test_the_iso_form_and_the_figures_are_one_day(day: date) -> None:
    assert parse_date(day.isoformat()) == parse_date(f"{day.day}/{day.month}/{day.year}") == day


@given(st.text() | st.text("0123456789/-. MayMaiJunFriGwe", max_size=30))
@example("1 " + "May" * 30_000)
@example(" " * 100_000)
@example("1 May " + "2" * 90)
@example("friday " * 14)
def test_any_text_is_a_day_or_refused(text: str) -> None:
    try:
        day = parse_date(text)
    except InvalidValueError as error:
        code = error.code
    else:
        assert parse_date(format_date(day)) == day
        return
    assert code.startswith("date.")


@pytest.mark.parametrize(
    ("day", "english", "welsh"),
    [
        (date(2026, 5, 1), "Friday 1 May 2026", "Dydd Gwener 1 Mai 2026"),
        (date(2026, 8, 31), "Monday 31 August 2026", "Dydd Llun 31 Awst 2026"),
    ],
)
def test_a_day_is_written_in_both_languages(day: date, english: str, welsh: str) -> None:
    assert format_date(day, weekday=True) == english
    assert format_date(day, language="cy", weekday=True) == welsh
    assert format_date(day) == english.partition(" ")[2]


def test_a_language_that_is_not_there_is_refused() -> None:
    with pytest.raises(InvalidValueError) as caught:
        format_date(MAY_DAY, language="fr")
    assert caught.value.code == "date.language"
    with pytest.raises(InvalidValueError) as caught:
        deadline(MAY_DAY, FOIA).explain("")
    assert caught.value.code == "date.language"


@pytest.mark.parametrize(
    "text", ["٣ May 2026", "May ٣, 2026", "1 May 20 00:0026", "01/05/20 00:0026", "1 00:00 May 2026"]
)
def test_other_digits_and_a_midnight_inside_a_date_are_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        parse_date(text)
    assert caught.value.code == "date.format"


@pytest.mark.parametrize("text", ["2026-02-30", "31/02/2026"])
def test_a_day_that_a_month_has_not_is_not_blamed_on_the_order(text: str) -> None:
    with pytest.raises(InvalidValueError, match="the month has fewer days"):
        parse_date(text)


@pytest.mark.parametrize("value", [datetime(2026, 5, 1, 23, 30, tzinfo=UTC), "2026-05-01", None], ids=range(3))
def test_what_is_no_day_is_not_written(value: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValueError) as caught:
        format_date(value)
    assert caught.value.code == "calendar.day"


def test_a_year_of_three_digits_is_written_so_that_it_is_read_back() -> None:
    assert parse_date(format_date(date(999, 5, 1))) == date(999, 5, 1)
