"""Garden waste collections: a yearly subscription that costs less for some households.

Read it from top to bottom: what we need to know, who pays less, what we ask, what it costs.
"""

from localgov_components.eligibility import Outcome, Scheme, rule
from localgov_components.forms import Choice, EmailInput, Exit, Form, Page, Text, TickBoxes, YesNo
from localgov_components.money import Money, VatTreatment
from localgov_components.rules import Fact, Facts, any_of, define, fact, not_, policy_value
from localgov_components.services import ChargeRule, Property, Service, address_pages

# What we need to know


class Household(Facts, id="household"):
    """What decides whether a household pays less."""

    council_tax_reduction: Fact[bool] = fact(
        "someone in your household gets Council Tax Reduction",
        denied="no one in your household gets Council Tax Reduction",
        sensitivity="financial",
    )
    universal_credit: Fact[bool] = fact(
        "someone in your household gets Universal Credit",
        denied="no one in your household gets Universal Credit",
        sensitivity="financial",
    )
    pension_credit: Fact[bool] = fact(
        "someone in your household gets Pension Credit",
        denied="no one in your household gets Pension Credit",
        sensitivity="financial",
    )
    blue_badge: Fact[bool] = fact(
        "someone in your household has a Blue Badge",
        denied="no one in your household has a Blue Badge",
        sensitivity="special",
    )


class Subscription(Facts, id="subscription"):
    """What somebody subscribes to, and who we write to."""

    bins: Fact[int] = fact("number of bins", sensitivity="public")
    name: Fact[str] = fact("name of the subscriber")
    email: Fact[str] = fact("email address of the subscriber")


# Who pays less

gets_a_benefit = define(
    "gets_a_benefit",
    any_of(Household.council_tax_reduction, Household.universal_credit, Household.pension_credit),
    label="someone in your household gets a benefit that lowers the price",
    denied="no one in your household gets a benefit that lowers the price",
)

concession = Scheme(
    "garden-waste-concession",
    facts=Household,
    eligible=[
        rule("gets-a-benefit", gets_a_benefit, cites="Fees and charges policy, garden waste concession, paragraph 1"),
        rule("blue-badge", Household.blue_badge, cites="Fees and charges policy, garden waste concession, paragraph 2"),
    ],
)

# What we ask

form = Form(
    "garden-waste",
    pages=[
        *address_pages(),
        Page("bins", Choice(Subscription.bins, options=(1, 2, 3, 4))),
        Page(
            "benefits",
            TickBoxes(
                {
                    "council-tax-reduction": Household.council_tax_reduction,
                    "universal-credit": Household.universal_credit,
                    "pension-credit": Household.pension_credit,
                }
            ),
        ),
        Page("blue-badge", YesNo(Household.blue_badge), ask_if=not_(gets_a_benefit)),
        Page("name", Text(Subscription.name, autocomplete="name")),
        Page("email", EmailInput(Subscription.email)),
    ],
    exits=[Exit("outside-area", when=not_(Property.in_area))],
)

# What it costs

charge = ChargeRule(
    quantity=Subscription.bins,
    unit_price={
        Outcome.ELIGIBLE: policy_value("concession_price", Money),
        Outcome.NOT_ELIGIBLE: policy_value("price_per_bin", Money),
    },
    income_code=policy_value("income_code", str),
    vat=VatTreatment.OUTSIDE_SCOPE,  # a statutory non-business activity (HMRC VATGPB8875) [unverified]
)

service = Service(
    "garden-waste",
    facts=[Property, Household, Subscription],
    form=form,
    scheme=concession,
    charge=charge,
    email=Subscription.email,
)
