"""Requests made up from GOV.UK Pay's own OpenAPI document, and whether the answers fit it."""

from itertools import cycle
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import CHECKS, load_all_checks
from tests.payments.contract import Contract
from tests.payments.samples import KEY, payment_request

from localgov_components.payments import GovUkPay, PaySandbox

OPERATIONS = {
    ("/v1/payments", "POST"): {400, 422},
    ("/v1/payments", "GET"): {200, 422},
    ("/v1/payments/{paymentId}", "GET"): {200, 404},
    ("/v1/payments/{paymentId}/events", "GET"): {200, 404},
    ("/v1/payments/{paymentId}/cancel", "POST"): {204, 400, 404},
}
"""Each operation of the sandbox, and what must have come up at least once."""

MOST_ROUNDS = 4
"""A round of random requests may lack one that is whole but for a value; four hardly can."""

CHECKED = ("not_a_server_error", "status_code_conformance", "response_schema_conformance", "content_type_conformance")


@pytest.mark.slow
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_whatever_is_asked_is_answered_as_the_document_says(
    sandbox: PaySandbox, pay: GovUkPay, contract: Contract, path: str, method: str
) -> None:
    load_all_checks()
    checks: Any = CHECKS.get_by_names(list(CHECKED))
    schema = schemathesis.openapi.from_dict(contract.document)
    schema.app = sandbox.application()
    known = pay.create(payment_request()).provider_id
    headers = {"authorization": f"Bearer {KEY}"}
    seen: set[int] = set()
    turns = cycle((False, True))

    @given(case=schema[path][method].as_strategy())
    @settings(max_examples=50, suppress_health_check=list(HealthCheck))
    def ask(case: Any) -> None:  # noqa: ANN401 - schemathesis gives its cases no public type
        if "paymentId" in case.path_parameters and next(turns):
            case.path_parameters["paymentId"] = known
        response = case.call(headers=headers)
        seen.add(response.status_code)
        case.validate_response(response, checks=checks, headers=headers)

    for _ in range(MOST_ROUNDS):
        ask()
        if seen >= OPERATIONS[path, method]:
            break
    assert seen >= OPERATIONS[path, method]
