"""Canonical texts of the identifiers of people, their businesses and their vehicles."""

import re
from datetime import date

from hypothesis import strategies as st

from localgov_components.identifiers import (
    AccountNumber,
    DriverNumber,
    Email,
    Identifier,
    NhsNumber,
    Nino,
    Phone,
    SortCode,
    Upn,
    Utr,
    VatNumber,
    VehicleRegistration,
)

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
MARK_LETTERS = "[A-HJ-PR-Z]"


def written(pattern: str) -> st.SearchStrategy[str]:
    return st.from_regex(re.compile(rf"\A(?:{pattern})\Z", re.ASCII))


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


def nhs_check_digit(nine: str) -> str:
    """The check digit by the steps of the NHS Data Dictionary; X where the number is not given out."""
    total = 0
    for place in range(9):
        total += int(nine[place]) * (10 - place)
    check = 11 - total % 11
    return {11: "0", 10: "X"}.get(check, str(check))


def upn_check_letter(rest: str) -> str:
    total = 0
    for place, character in enumerate(rest):
        worth = ord(character) - ord("0") if character in "0123456789" else UPN_LETTERS.index(character)
        total += worth * (place + 2)
    while total > 22:
        total -= 23
    return UPN_LETTERS[total]


def utr_check_digit(nine: str) -> str:
    """11 less the remainder, and a digit less 9 where that has two digits."""
    total = sum(int(digit) * weight for digit, weight in zip(nine, [6, 7, 8, 9, 10, 5, 4, 3, 2], strict=True))
    check = 11 - total % 11
    return str(check - 9 if check > 9 else check)


def vat_check_digits(seven: str, added: int) -> str:
    """97 is taken off until nothing or less is left, and the sign dropped; 55 is added first for a newer number."""
    left = sum(int(digit) * weight for digit, weight in zip(seven, [8, 7, 6, 5, 4, 3, 2], strict=True)) + added
    while left > 0:
        left -= 97
    return f"{-left:02}"


def valid_nino() -> st.SearchStrategy[str]:
    return written("(A[A-C]|C[EGHJ-M]|G[EY]|J[A-CY]|OO|P[PYZ]|W[A-CEKL])[0-9]{6}[A-D]")


def valid_nhs_number() -> st.SearchStrategy[str]:
    made = digits(9).map(lambda nine: nine + nhs_check_digit(nine))
    return made.filter(lambda number: "X" not in number and len(set(number)) > 1)


def valid_upn() -> st.SearchStrategy[str]:
    return st.builds(str.__add__, digits(11), st.sampled_from("0123456789" + UPN_LETTERS)).map(
        lambda rest: upn_check_letter(rest) + rest
    )


def valid_utr() -> st.SearchStrategy[str]:
    return digits(9).map(lambda nine: utr_check_digit(nine) + nine)


def valid_vat_number() -> st.SearchStrategy[str]:
    seven = digits(7).filter(lambda body: body.strip("0") != "")
    nine = st.builds(lambda body, added: body + vat_check_digits(body, added), seven, st.sampled_from([0, 55]))
    return st.one_of(nine, st.builds(str.__add__, nine, digits(3)), written("GD[0-4][0-9]{2}|HA[5-9][0-9]{2}"))


def valid_vehicle_registration() -> st.SearchStrategy[str]:
    return st.one_of(
        written(f"[A-HJ-PR-Y]{{2}}(0[02-9]|[1-9][0-9]){MARK_LETTERS}{{3}}"),
        written(f"[A-HJ-NPR-TV-Y][1-9][0-9]{{0,2}}{MARK_LETTERS}{{3}}"),
        written(f"{MARK_LETTERS}{{3}}[1-9][0-9]{{0,2}}[A-HJ-NPR-TV-Y]"),
        written("Q[1-9][0-9]{0,2}[A-H]{3}|[1-9][0-9]{2}[DX][0-9]{3}|[0-9]{5}|0[0-9]{2}[A-Z]{1,3}"),
        written("[A-Z]{1,2}[1-9][0-9]{0,3}|[1-9][0-9]{0,3}[A-Z]{1,2}|[A-Z]{3}[1-9][0-9]{0,2}|[1-9][0-9]{0,2}[A-Z]{3}"),
        written("[A-Z]I[A-Z][1-9][0-9]{0,3}|[1-9][0-9]{0,3}[A-Z]{2}Z"),
    )


def driver_number(surname: str, born: date, added_to_month: int, initials: str, last: str) -> str:
    year = f"{born.year % 100:02}"
    month = born.month + added_to_month
    return f"{surname:9<5}{year[0]}{month:02}{born.day:02}{year[1]}{initials:9<2}{last}"


def valid_driver_number() -> st.SearchStrategy[str]:
    great_britain = st.builds(
        driver_number,
        written("[A-Z]{1,5}"),
        st.dates(date(1920, 1, 1), date(2015, 12, 31)),
        st.sampled_from([0, 50]),
        written("[A-Z]{0,2}"),
        written("[0-9A-Z][A-Z]{2}"),
    )
    return st.one_of(great_britain, digits(8))


def valid_phone() -> st.SearchStrategy[str]:
    number = written(
        r"\+447[3-9][0-9]{8}|\+441213[0-9]{6}|\+44203[0-9]{7}|\+443[0-9]{9}|\+336[0-9]{8}|\+353871[0-9]{6}"
    )
    return st.builds(str.__add__, number, st.one_of(st.just(""), digits(4).map(";ext={}".format)))


def valid_email() -> st.SearchStrategy[str]:
    name = written("[A-Za-z0-9]{2,20}([.+'_-][A-Za-z0-9é]{3,10})?")
    domain = st.sampled_from(
        ["ambleford.gov.uk", "brackwater.gov.uk", "llyn-glas.cymru", "bücher.de", "example.com", "a.test"]
    )
    return st.builds("{}@{}".format, name, domain).filter(
        lambda text: (
            text.partition("@")[0].lower() not in {"abuse", "hostmaster", "noc", "postmaster", "security", "webmaster"}
        )
    )


PEOPLE: dict[type[Identifier], st.SearchStrategy[str]] = {
    AccountNumber: digits(8),
    DriverNumber: valid_driver_number(),
    Email: valid_email(),
    NhsNumber: valid_nhs_number(),
    Nino: valid_nino(),
    Phone: valid_phone(),
    SortCode: digits(6),
    Upn: valid_upn(),
    Utr: valid_utr(),
    VatNumber: valid_vat_number(),
    VehicleRegistration: valid_vehicle_registration(),
}
"""For each kind, texts that `parse` accepts where examples are asked for, and `str` gives back."""
