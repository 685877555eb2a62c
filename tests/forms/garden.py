"""A form with a page of every kind, which the tests of this room share."""

from collections.abc import Sequence
from enum import StrEnum

from localgov_components.forms import (
    Choice,
    EmailInput,
    Exit,
    Form,
    Lookup,
    ManualAddress,
    Option,
    Page,
    PostcodeInput,
    Text,
    TickBoxes,
    YesNo,
)
from localgov_components.identifiers import Postcode, Uprn
from localgov_components.rules import Fact, Facts, any_of, fact, not_


class Contact(StrEnum):
    EMAIL = "email"
    LETTER = "letter"


class Property(Facts, id="property"):
    postcode: Fact[Postcode] = fact("postcode")
    uprn: Fact[Uprn] = fact("UPRN")
    listed: Fact[bool] = fact("the address is in the list")
    address: Fact[str] = fact("address")
    in_area: Fact[bool] = fact("the property is in the area")


class Household(Facts, id="household"):
    credit: Fact[bool] = fact("somebody gets Universal Credit")
    pension: Fact[bool] = fact("somebody gets Pension Credit")
    badge: Fact[bool] = fact("somebody has a Blue Badge")


class Subscription(Facts, id="subscription"):
    bins: Fact[int] = fact("number of bins")
    name: Fact[str] = fact("name")
    contact: Fact[Contact] = fact("way to be contacted")
    email: Fact[str] = fact("email address")


POSTCODE = PostcodeInput(Property.postcode, id="postcode")
ADDRESS = Lookup(
    Property.uprn,
    source="addresses",
    given=Property.postcode,
    listed=Property.listed,
    also=(Property.address, Property.in_area),
    id="address",
)
BY_HAND = ManualAddress(Property.address, id="by-hand")
BINS = Choice(Subscription.bins, options=(1, 2, 3, 4), id="bins")
BENEFITS = TickBoxes({"credit": Household.credit, "pension": Household.pension}, id="benefits")
BADGE = YesNo(Household.badge, id="badge")
NAME = Text(Subscription.name, max_length=80, autocomplete="name", id="name")
CONTACT = Choice(Subscription.contact, id="contact")
EMAIL = EmailInput(Subscription.email, optional=True, id="email")

GARDEN = Form(
    "garden",
    pages=(
        Page("postcode", POSTCODE),
        Page("address", ADDRESS),
        Page("address-by-hand", BY_HAND, ask_if=not_(Property.listed)),
        Page("bins", BINS),
        Page("benefits", BENEFITS),
        Page("blue-badge", BADGE, ask_if=not_(any_of(Household.credit, Household.pension))),
        Page("contact", NAME, CONTACT),
        Page("email", EMAIL, ask_if=Subscription.contact == Contact.EMAIL),
    ),
    exits=[Exit("outside", when=not_(Property.in_area))],
)

HERE, ELSEWHERE, BORDER = "999900000001", "999900000002", "999900000003"


class Addresses:
    """Three addresses at any postcode: inside the area, outside it, and not known to be either."""

    def find(self, given: str, /) -> Sequence[Option]:
        return [
            Option(HERE, f"1 High Street, {given}", {"property.address": "1 High Street", "property.in_area": True}),
            Option(ELSEWHERE, f"2 Far Lane, {given}", {"property.address": "2 Far Lane", "property.in_area": False}),
            Option(BORDER, f"3 Border Road, {given}", {"property.address": "3 Border Road", "property.in_area": None}),
        ]


SOURCES = {"addresses": Addresses()}

SENT = {
    "postcode": {"postcode": ["dt97 1aa"]},
    "address": {"address": [HERE]},
    "bins": {"bins": ["2"]},
    "benefits": {"benefits": ["none"]},
    "blue-badge": {"badge": ["no"]},
    "contact": {"name": ["A Resident"], "contact": ["email"]},
    "email": {"email": ["resident@example.com"]},
}
"""What the browser of somebody who pays the full price sends, page by page."""
