"""What two processes do to one record at the same moment, on both databases."""

import multiprocessing
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from secrets import SystemRandom

import pytest

from localgov_components.core import ConflictError
from localgov_components.identifiers import CaseReference
from localgov_components.records import Cases, CaseStatus, Drafts, NewCase
from localgov_components.storage import Store

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
pytestmark = pytest.mark.slow  # each starts two Python processes

ROUNDS = 10
PROCESSES = 2

Work = Callable[[Store, str, int], str]


def case(reference: CaseReference) -> NewCase:
    return NewCase(
        reference=reference,
        service="garden-waste",
        council="ambleford",
        edition="1",
        answers={"bins": 2},
        decision=None,
        charge=None,
        status=CaseStatus.AWAITING_PAYMENT,
    )


def save(store: Store, token: str, worker: int) -> str:
    """Save on version 0."""
    try:
        Drafts(store).save(token, {"worker": worker}, version=0, now=NINE)
    except ConflictError as error:
        return error.code
    return "saved"


def submit(store: Store, token: str, _worker: int) -> str:
    """Send the draft, and open a case when nobody did before: the reference drawn and the one that counts."""
    reference = CaseReference.new("AMB", random=SystemRandom())
    with store.begin() as connection:
        draft = Drafts(store).submitted(token, reference, now=NINE, connection=connection)
        if draft.reference == reference:
            Cases(store).open(case(reference), now=NINE, connection=connection)
    return f"{reference} {draft.reference}"


def complete(store: Store, reference: str, _worker: int) -> str:
    """Complete a case that this request saw waiting."""
    try:
        Cases(store).move(
            CaseReference.parse(reference), CaseStatus.COMPLETE, event="paid", was=CaseStatus.AWAITING_PAYMENT, now=NINE
        )
    except ConflictError as error:
        return error.code
    return "completed"


def note(store: Store, reference: str, worker: int) -> str:
    """Add an event, whatever the other does."""
    Cases(store).move(
        CaseReference.parse(reference), CaseStatus.AWAITING_PAYMENT, event="note", data={"worker": worker}, now=NINE
    )
    return "noted"


def work(job: tuple[Work, str, list[str]], worker: int, start: Barrier, answers: "Queue[list[str]]") -> None:
    """What each process does: one round after another, each begun together."""
    do, where, keys = job
    found = []
    with Store.open(where) as store:
        for key in keys:
            start.wait(120)
            found.append(do(store, key, worker))
    answers.put(found)


def race(do: Work, where: str, keys: list[str]) -> list[tuple[str, ...]]:
    """For each key, what each process got."""
    spawn = multiprocessing.get_context("spawn")
    start, answers = spawn.Barrier(PROCESSES), spawn.Queue()
    processes = [
        spawn.Process(target=work, args=((do, where, keys), each, start, answers)) for each in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    found = [answers.get(timeout=120) for _ in processes]
    for process in processes:
        process.join()
    return list(zip(*found, strict=True))


@pytest.fixture
def tokens(store: Store) -> list[str]:
    drafts = Drafts(store)
    return [
        drafts.start(service="garden-waste", council="ambleford", edition="1", now=NINE).token for _ in range(ROUNDS)
    ]


@pytest.fixture
def references(store: Store) -> list[str]:
    references = [CaseReference.new("AMB", random=SystemRandom()) for _ in range(ROUNDS)]
    for reference in references:
        Cases(store).open(case(reference), now=NINE)
    return [str(reference) for reference in references]


def test_of_two_saves_on_one_version_exactly_one_wins(store: Store, address: str, tokens: list[str]) -> None:
    results = race(save, address, tokens)
    assert [sorted(result) for result in results] == [["records.draft-stale", "saved"]] * ROUNDS
    assert {Drafts(store).get(token).version for token in tokens} == {1}


def test_of_two_submissions_of_one_draft_there_is_one_case(store: Store, address: str, tokens: list[str]) -> None:
    results = race(submit, address, tokens)
    for token, references in zip(tokens, results, strict=True):
        drawn, counting = zip(*map(str.split, references), strict=True)
        (reference,) = set(counting)
        assert str(Drafts(store).get(token).reference) == reference
        assert [each for each in drawn if Cases(store).find(CaseReference.parse(each))] == [reference]


def test_of_two_requests_that_saw_a_case_waiting_one_completes_it(
    store: Store, address: str, references: list[str]
) -> None:
    results = race(complete, address, references)
    assert [sorted(result) for result in results] == [["completed", "records.case-moved"]] * ROUNDS
    assert {len(Cases(store).events(CaseReference.parse(each))) for each in references} == {2}


def test_two_events_at_once_are_both_kept_and_the_chain_holds(
    store: Store, address: str, references: list[str]
) -> None:
    race(note, address, references)
    for text in references:
        reference = CaseReference.parse(text)
        Cases(store).verify(reference)
        assert len(Cases(store).events(reference)) == 3
