"""What the sandbox answers when it refuses: GOV.UK Pay's codes and sentences.

Source of codes, sentences and statuses: alphagov/pay-publicapi, `RequestError.java` and its
validation tests, at 4d61e8986350009abab78241747b7fd34bda94dc.

>>> missing("amount").body()
{'field': 'amount', 'code': 'P0101', 'description': 'Missing mandatory attribute: amount'}
"""

from dataclasses import dataclass

__all__ = [
    "BLOCKED",
    "DOWNSTREAM",
    "NOT_CANCELLABLE",
    "NOT_JSON",
    "NO_AGREEMENT",
    "NO_CANCEL",
    "NO_EVENTS",
    "NO_MOTO",
    "NO_PAGE",
    "NO_PAYMENT",
    "NO_TELEPHONE",
    "TOO_MANY",
    "PayRefusalError",
    "Refusal",
    "bad_parameters",
    "invalid",
    "missing",
    "unexpected",
]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A status and the code, sentence and field that go with it."""

    status: int
    code: str
    description: str
    place: str | None = None

    def body(self) -> dict[str, str]:
        """The JSON that is sent."""
        named = {"field": self.place} if self.place else {}
        return {**named, "code": self.code, "description": self.description}


class PayRefusalError(Exception):
    """A refusal on its way to whoever asked."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.description)
        self.refusal = refusal


NOT_JSON = Refusal(400, "P0197", "Unable to parse JSON")
BLOCKED = Refusal(
    400, "P0920", "Request blocked by security rules. Please consult API documentation for more information."
)
NO_AGREEMENT = Refusal(
    400, "P0103", "Invalid attribute value: set_up_agreement. Agreement ID does not exist", "set_up_agreement"
)
NO_TELEPHONE = Refusal(
    422, "P0195", "Using authorisation_mode of moto_api is not allowed for this account", "authorisation_mode"
)
NO_MOTO = Refusal(
    422,
    "P0196",
    "MOTO payments are not enabled for this account. Please contact support if you would like to process MOTO payments",
)
NO_PAYMENT = Refusal(404, "P0200", "Not found")
NO_EVENTS = Refusal(404, "P0300", "Not found")
NO_PAGE = Refusal(404, "P0402", "Page not found")
NO_CANCEL = Refusal(404, "P0500", "Not found")
NOT_CANCELLABLE = Refusal(400, "P0501", "Cancellation of payment failed")
TOO_MANY = Refusal(429, "P0900", "Too many requests")
DOWNSTREAM = Refusal(500, "P0198", "Downstream system error")


def missing(name: str) -> Refusal:
    """A field that must be there is not."""
    return Refusal(400, "P0101", f"Missing mandatory attribute: {name}", name)


def invalid(name: str, rule: str, *, status: int = 422) -> Refusal:
    """A field breaks a rule: status 400 for its type, 422 for its value."""
    return Refusal(status, "P0102", f"Invalid attribute value: {name}. {rule}", name)


def unexpected(name: str) -> Refusal:
    """A field that this kind of payment may not have."""
    return Refusal(400, "P0104", f"Unexpected attribute: {name}", name)


def bad_parameters(*names: str) -> Refusal:
    """Parameters of a search that cannot be read."""
    listed = ", ".join(names)
    return Refusal(
        422, "P0401", f"Invalid parameters: {listed}. See Public API documentation for the correct data formats"
    )
