"""The counter at which a service is used: begin, answer, check, send, pay, and have it confirmed.

It keeps nothing itself. What somebody has told is a draft, known by an opaque token; sending it opens
one case, however often it is sent; a payment is taken up again wherever it was left. Any number of
processes may serve one store.

What decided a case, the rules and the policy, is in the store's archive before the case is opened. So any
case can be decided again: see `localgov_components.eligibility.replay`.

A case and its payment are settled by `returned`, when the applicant comes back, and by `catch_up`,
which any scheduler may run, when they do not. Each does its work once, whoever comes first.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from pydantic import JsonValue

from localgov_components.address import AddressProvider
from localgov_components.core.canonical import canonical_hash
from localgov_components.core.clock import uk_date
from localgov_components.core.errors import ConflictError
from localgov_components.core.messages import Catalogue
from localgov_components.eligibility import ArchiveTable, Decision, keep_rules
from localgov_components.forms import Answered, Context, Journey, answer
from localgov_components.identifiers import CaseReference
from localgov_components.money import Money
from localgov_components.notifications import Message, NotificationProvider, Outbox
from localgov_components.payments import Charge, PaymentDesk, PaymentIntent, PaymentProvider, PaymentState
from localgov_components.records import Case, Cases, CaseStatus, Draft, Drafts, NewCase
from localgov_components.rules import Known
from localgov_components.rules.reading import read_value
from localgov_components.services.council import CouncilService
from localgov_components.services.property import ADDRESSES, address_options
from localgov_components.storage import Store

__all__ = ["Receipt", "Sending", "ServiceDesk", "Summary"]

_ENGLISH = "en"

_MAY_STILL_BE_PAID = timedelta(days=7)
"""A draft lives a day and a payment 90 minutes; the rest is for providers that correct themselves late."""
_PAID_OR_NEARLY = frozenset({PaymentState.SUBMITTED, PaymentState.CAPTURABLE, PaymentState.SUCCESS})


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything to check before sending: the answers, the decision and the charge.

    `seal` names what is shown; sending with another seal is refused, because something changed since.
    """

    journey: Journey
    decision: Decision
    charge: Charge
    seal: str


@dataclass(frozen=True, slots=True)
class Sending:
    """A case that was opened, or had been, and where to go and pay for it.

    There is nowhere to go when nothing is due.
    """

    reference: CaseReference
    pay_at: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A case and the attempts to pay for it; none when nothing was due."""

    case: Case
    charge: Charge
    attempts: tuple[PaymentIntent, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether everything is done."""
        return self.case.status is CaseStatus.COMPLETE

    @property
    def intent(self) -> PaymentIntent | None:
        """The attempt that was paid, else the latest, else None."""
        paid = [attempt for attempt in self.attempts if attempt.state is PaymentState.SUCCESS]
        return next(iter(paid + list(self.attempts[-1:])), None)

    @property
    def in_doubt(self) -> bool:
        """Whether money may have been taken that the case does not show: say so, and not that none was."""
        return any(
            each.state in _PAID_OR_NEARLY or (each.state is PaymentState.ERROR and each.provider_id is not None)
            for each in self.attempts
        )


class ServiceDesk:
    """One council's service at work on one store, with the providers it was given."""

    def __init__(
        self,
        running: CouncilService,
        *,
        store: Store,
        addresses: AddressProvider,
        payments: PaymentProvider,
        notifications: NotificationProvider,
    ) -> None:
        self.running = running
        self.service = running.service
        self._store = store
        self._drafts = Drafts(store)
        self._cases = Cases(store)
        self._archive = ArchiveTable(store)
        self._is_archived = False
        self._payments = PaymentDesk(store, payments)
        self._outbox = Outbox(store)
        self._notifications = notifications
        self._addresses = addresses

    # Answering

    def start(self, *, now: datetime) -> str:
        """Begin a draft; the token that is returned is the only way to it."""
        council = self.running.council.id
        edition = self.running.adoption.edition
        return self._drafts.start(service=self.service.id, council=council, edition=edition, now=now).token

    def find(self, token: str) -> Draft | None:
        """The draft of a token, when it is one of this service at this council."""
        draft = self._drafts.find(token)
        here = (self.service.id, self.running.council.id)
        return draft if draft and (draft.service, draft.council) == here else None

    def journey(self, draft: Draft, *, now: datetime) -> Journey:
        """Where a draft stands on its way through the form."""
        return Journey(self.service.form, draft.answers, policy=self.running.policy.on(uk_date(now)))

    def context(self, *, now: datetime) -> Context:
        """What questions may ask of the world: sources of options, and the policy of the day."""
        today = uk_date(now)
        options = address_options(self._addresses, self.running.council.area_codes, on=today)
        return Context(sources={ADDRESSES: options}, policy=self.running.policy.on(today))

    def answer(self, token: str, page: str, submitted: Mapping[str, Sequence[str]], *, now: datetime) -> Answered:
        """Take in what was sent for a page, and keep it when it is right.

        Raises `ConflictError` when the page is not on the path, the draft was already sent, or it changed
        at the same moment.
        """
        draft = self._drafts.get(token)
        answered = answer(self.service.form, draft.answers, page, submitted, self.context(now=now))
        if not answered.problems:
            self._drafts.save(token, answered.answers, version=draft.version, now=now)
        return answered

    # Deciding and charging

    def summary(self, draft: Draft, *, now: datetime) -> Summary:
        """The answers with the decision and the charge they lead to, by today's policy.

        Raises `ConflictError` while a question on the way is unanswered.
        """
        journey = self.journey(draft, now=now)
        if not journey.complete:
            raise ConflictError("a question is still unanswered. Go on with the form.", code="service.incomplete")
        decision = self.decide(journey.known, now=now)
        charge = self.charge(decision)
        return Summary(journey, decision, charge, _seal(journey, decision, charge))

    def decide(self, known: Known, *, now: datetime) -> Decision:
        """Decide by the policy of the day in the United Kingdom."""
        return self.service.scheme.decide(known, on=uk_date(now), policy=self.running.policy)

    def charge(self, decision: Decision) -> Charge:
        """What a decision leads to being charged, on the day of the decision."""
        return self.service.charge_for(decision, policy=self.running.policy, words=self.words(decision.on))

    # Sending and paying

    def send(self, token: str, *, seal: str, return_url: str, now: datetime) -> Sending:
        """Open the case, once, and begin its payment.

        Raises `ConflictError` when something changed since the summary was shown; `ProviderError` when
        the payment could not begin, in which case the case is kept and `pay` takes it up again.
        """
        draft = self._drafts.get(token)
        reference = draft.reference or self._open(token, draft, seal, now)
        return self.pay(reference, return_url=return_url, now=now)

    def pay(self, reference: CaseReference, *, return_url: str, now: datetime) -> Sending:
        """Begin, or take up again, the payment of a case; nothing is ever paid twice."""
        case = self._cases.get(reference)
        charge = Charge.model_validate(case.charge)
        if case.status is not CaseStatus.AWAITING_PAYMENT:
            return Sending(reference, None)
        if not charge.total:
            self._complete(case, None, now)
            return Sending(reference, None)
        intent = self._payments.begin(subject=str(reference), charge=charge, return_url=return_url, now=now)
        if intent.state is PaymentState.SUCCESS:
            self._complete(case, intent, now)
        return Sending(reference, intent.next_url)

    def returned(self, reference: CaseReference, *, now: datetime) -> Receipt:
        """What became of a case's payment, read again from the provider; completes the case when it is paid.

        Raises `ProviderUnavailableError` when the provider does not answer: nothing is lost, ask again.
        """
        case = self._cases.get(reference)
        attempts = self._attempts(reference)
        if case.status is not CaseStatus.AWAITING_PAYMENT or not attempts:
            return self.receipt(reference)
        latest = self._payments.refresh(attempts[-1].id, now=now)
        receipt = Receipt(case, Charge.model_validate(case.charge), (*attempts[:-1], latest))
        if receipt.intent is not None and receipt.intent.state is PaymentState.SUCCESS:
            self._complete(case, receipt.intent, now)
            return self.receipt(reference)
        return receipt

    def receipt(self, reference: CaseReference) -> Receipt:
        """A case and its payment as they were last known."""
        case = self._cases.get(reference)
        return Receipt(case, Charge.model_validate(case.charge), self._attempts(reference))

    # What goes on without the applicant

    def catch_up(self, *, now: datetime) -> tuple[CaseReference, ...]:
        """Find out about payments that nobody came back for, complete what was paid, send what waits.

        Any number of workers may run it at any time. Returns the cases it completed. Raises
        `ProviderError` when a payment could not be found out about, after everything else is done.
        """
        try:
            self._payments.resolve(now=now)
        finally:
            completed = self._complete_what_is_paid(now)
            self.deliver(now=now)
        return completed

    def deliver(self, *, now: datetime) -> int:
        """Send the messages that wait; how many are left for later."""
        return self._outbox.deliver(self._notifications, now=now).left

    # Words

    def words(self, on: date) -> Catalogue:
        """The council's words on a day."""
        return self.running.words(on)

    def values(self, on: date) -> dict[str, str]:
        """What fills the placeholders of the words: who the council is, and policy as people write it."""
        council = self.running.council
        today = self.running.policy.on(on)
        policy = {
            key: read_value(found.value)
            for key, declaration in self.running.policy.declarations.items()
            if declaration.type in (Money, int) and (found := today.find(key)) is not None
        }
        contact = {
            "email": council.contact.email,
            "telephone": council.contact.telephone,
            "hours": council.contact.hours,
        }
        return {"council": council.name, "service": self.words(on).text("service.name", _ENGLISH), **contact, **policy}

    # Inside

    def _complete_what_is_paid(self, now: datetime) -> tuple[CaseReference, ...]:
        completed = []
        council, since = self.running.council.id, now - _MAY_STILL_BE_PAID
        for case in self._cases.waiting(service=self.service.id, council=council, since=since):
            intent = self.receipt(case.reference).intent
            if intent is not None and intent.state is PaymentState.SUCCESS:
                self._complete(case, intent, now)
                completed.append(case.reference)
        return tuple(completed)

    def _open(self, token: str, draft: Draft, seal: str, now: datetime) -> CaseReference:
        summary = self.summary(draft, now=now)
        if summary.seal != seal:
            raise ConflictError("something changed since it was shown. Check it again.", code="service.changed")
        reference = CaseReference.new(self.running.council.reference_prefix, random=secrets.SystemRandom())
        self._keep_rules(summary.decision)
        with self._store.begin() as connection:
            sent = self._drafts.submitted(token, reference, now=now, connection=connection)
            if sent.reference == reference:
                self._cases.open(self._new_case(reference, summary, now), now=now, connection=connection)
        return sent.reference or reference

    def _keep_rules(self, decision: Decision) -> None:
        """Put what decided into the archive before the first case: the rules and policy of a desk stay the same."""
        if not self._is_archived:
            keep_rules(decision.made_by, self._archive)
            self._is_archived = True

    def _new_case(self, reference: CaseReference, summary: Summary, now: datetime) -> NewCase:
        return NewCase(
            reference=reference,
            service=self.service.id,
            council=self.running.council.id,
            edition=self.running.adoption.edition,
            answers=summary.journey.answers,
            decision=summary.decision.record(decided=now).model_dump(mode="json"),
            charge=summary.charge.model_dump(mode="json"),
            status=CaseStatus.AWAITING_PAYMENT,
        )

    def _complete(self, case: Case, intent: PaymentIntent | None, now: datetime) -> None:
        paid: JsonValue = None
        if intent is not None:
            paid = {"payment": intent.reference, "provider": intent.provider, "amount": str(intent.amount)}
        try:
            with self._store.begin() as connection:
                self._cases.move(
                    case.reference,
                    CaseStatus.COMPLETE,
                    event="paid" if intent else "nothing-due",
                    data=paid,
                    now=now,
                    was=CaseStatus.AWAITING_PAYMENT,
                    connection=connection,
                )
                self._outbox.enqueue(self._confirmation(case, now), now=now, connection=connection)
        except ConflictError:
            if self._cases.get(case.reference).status is not CaseStatus.COMPLETE:
                raise

    def _confirmation(self, case: Case, now: datetime) -> Message:
        words, on = self.words(uk_date(now)), uk_date(now)
        known = Journey(self.service.form, case.answers, policy=self.running.policy.on(uk_date(case.opened_at))).known
        charge = Charge.model_validate(case.charge)
        values = {**self.values(on), "reference": str(case.reference), "total": charge.total.format()}
        return Message(
            id=f"{case.reference}-confirmation",
            reference=str(case.reference),
            to=self.service.email_of(known),
            subject=words.text("message.subject", _ENGLISH, **values),
            body=words.text(
                "message.body", _ENGLISH, **values, next=words.text("confirmation.next", _ENGLISH, **values)
            ),
            language=_ENGLISH,
        )

    def _attempts(self, reference: CaseReference) -> tuple[PaymentIntent, ...]:
        return self._payments.for_subject(str(reference))


def _seal(journey: Journey, decision: Decision, charge: Charge) -> str:
    return canonical_hash(
        {
            "answers": {**journey.answers},
            "outcome": decision.outcome,
            "charge": charge.model_dump(mode="json"),
            "on": decision.on.isoformat(),
        }
    )
