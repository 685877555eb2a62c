import pytest

from localgov_components.payments.sandbox import refusals
from localgov_components.payments.sandbox.refusals import PayRefusalError, Refusal


def test_the_field_is_named_only_where_there_is_one() -> None:
    assert "field" not in refusals.NOT_JSON.body()
    assert refusals.missing("amount").body()["field"] == "amount"


@pytest.mark.parametrize(
    ("refusal", "status", "code"),
    [
        (refusals.missing("amount"), 400, "P0101"),
        (refusals.invalid("amount", "Must be"), 422, "P0102"),
        (refusals.unexpected("agreement_id"), 400, "P0104"),
        (refusals.NOT_JSON, 400, "P0197"),
        (refusals.NO_PAYMENT, 404, "P0200"),
        (refusals.NO_EVENTS, 404, "P0300"),
        (refusals.bad_parameters("page"), 422, "P0401"),
        (refusals.NO_PAGE, 404, "P0402"),
        (refusals.NO_CANCEL, 404, "P0500"),
        (refusals.NOT_CANCELLABLE, 400, "P0501"),
        (refusals.TOO_MANY, 429, "P0900"),
        (refusals.BLOCKED, 400, "P0920"),
    ],
)
def test_status_and_code_are_those_of_govuk_pay(refusal: Refusal, status: int, code: str) -> None:
    assert (refusal.status, refusal.code) == (status, code)


def test_a_refusal_is_raised_with_its_sentence() -> None:
    assert str(PayRefusalError(refusals.NO_PAGE)) == "Page not found"
