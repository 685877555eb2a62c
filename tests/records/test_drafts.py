"""Drafts are found by a token alone, lose no save, and are sent once."""

import contextlib
import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule
from pydantic import JsonValue
from sqlalchemy import select

from localgov_components.core import ConflictError, InvalidValueError, NotFoundError
from localgov_components.identifiers import CaseReference
from localgov_components.records import Draft, Drafts
from localgov_components.records.tables import drafts as table
from localgov_components.storage import Store, metadata

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEN = NINE + timedelta(hours=1)
ANSWERS: dict[str, JsonValue] = {"postcode": "DT97 1AA", "bins": 2}
FIRST, SECOND = CaseReference.parse("AMB-F7P4-KG4K-W"), CaseReference.parse("AMB-NXMG-Y3WC-M")


class ChangedMyMindError(Exception):
    """Raised in the middle of a transaction."""


@pytest.fixture
def drafts(store: Store) -> Drafts:
    return Drafts(store)


def start(drafts: Drafts) -> str:
    return drafts.start(service="garden-waste", council="ambleford", edition="2026.1", now=NINE).token


def test_a_draft_begins_empty_at_version_nought(drafts: Drafts) -> None:
    assert drafts.get(start(drafts)) == Draft("garden-waste", "ambleford", "2026.1", {}, 0, None, NINE, NINE)


def test_what_is_saved_is_read_back(drafts: Drafts) -> None:
    token = start(drafts)
    saved = drafts.save(token, ANSWERS, version=0, now=TEN)
    assert saved == drafts.get(token)
    assert (saved.answers, saved.version, saved.created_at, saved.updated_at) == (ANSWERS, 1, NINE, TEN)


def test_the_database_holds_no_more_of_a_token_than_its_hash(drafts: Drafts, store: Store) -> None:
    token = start(drafts)
    with store.read() as connection:
        row = connection.execute(select(table)).one()
    assert row.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(row)


def test_every_token_is_another_and_long_enough_that_nobody_guesses_it(drafts: Drafts) -> None:
    tokens = {start(drafts) for _ in range(10)}
    assert len(tokens) == 10
    assert all(len(token) == 43 for token in tokens)


@pytest.mark.parametrize("token", ["", "guess", "\ud800", "ŷ" * 1000])
def test_a_token_that_was_never_given_out_finds_nothing(drafts: Drafts, token: str) -> None:
    start(drafts)
    assert drafts.find(token) is None
    with pytest.raises(NotFoundError) as missing:
        drafts.get(token)
    assert missing.value.code == "records.draft-unknown"


def test_nothing_can_be_saved_or_sent_without_a_draft(drafts: Drafts) -> None:
    with pytest.raises(NotFoundError):
        drafts.save("guess", ANSWERS, version=0, now=NINE)
    with pytest.raises(NotFoundError):
        drafts.submitted("guess", FIRST, now=NINE)


def test_a_save_on_a_version_that_is_gone_is_refused_and_changes_nothing(drafts: Drafts) -> None:
    token = start(drafts)
    drafts.save(token, ANSWERS, version=0, now=TEN)
    with pytest.raises(ConflictError) as stale:
        drafts.save(token, {"bins": 4}, version=0, now=TEN)
    assert stale.value.code == "records.draft-stale"
    assert drafts.get(token).answers == ANSWERS


def test_a_draft_that_was_sent_cannot_change(drafts: Drafts) -> None:
    token = start(drafts)
    drafts.submitted(token, FIRST, now=TEN)
    with pytest.raises(ConflictError) as sent:
        drafts.save(token, ANSWERS, version=0, now=TEN)
    assert sent.value.code == "records.draft-sent"


def test_a_draft_that_is_sent_twice_keeps_its_first_reference(drafts: Drafts) -> None:
    token = start(drafts)
    assert drafts.submitted(token, FIRST, now=NINE).reference == FIRST
    again = drafts.submitted(token, SECOND, now=TEN)
    assert (again.reference, again.updated_at) == (FIRST, NINE)


def test_what_is_not_json_is_refused_and_the_draft_stays(drafts: Drafts) -> None:
    token = start(drafts)
    with pytest.raises(InvalidValueError):
        drafts.save(token, {"born": datetime}, version=0, now=TEN)  # type: ignore[dict-item]
    assert drafts.get(token).version == 0


def test_everything_joins_the_callers_transaction(drafts: Drafts, store: Store) -> None:
    token = start(drafts)

    other = ""
    with contextlib.suppress(ChangedMyMindError), store.begin() as connection:
        other = drafts.start(service="s", council="c", edition="1", now=NINE, connection=connection).token
        drafts.save(token, ANSWERS, version=0, now=TEN, connection=connection)
        drafts.submitted(token, FIRST, now=TEN, connection=connection)
        assert drafts.get(token, connection=connection).reference == FIRST
        assert drafts.find(other, connection=connection)
        raise ChangedMyMindError
    assert (drafts.find(other), drafts.get(token).version, drafts.get(token).reference) == (None, 0, None)


class DraftLife(RuleBasedStateMachine):
    """Any order of starting, saving and sending, held against a dict that does the same."""

    tokens = Bundle("tokens")

    def __init__(self) -> None:
        super().__init__()
        self.store = Store.open("sqlite://")
        with self.store.begin() as connection:
            metadata.create_all(connection)
        self.drafts = Drafts(self.store)
        self.expected: dict[str, tuple[dict[str, JsonValue], int, CaseReference | None]] = {}

    @rule(target=tokens)
    def begin(self) -> str:
        token = start(self.drafts)
        self.expected[token] = ({}, 0, None)
        return token

    @rule(token=tokens, bins=st.integers(), back=st.integers(0, 2))
    def save(self, token: str, bins: int, back: int) -> None:
        _, version, reference = self.expected[token]
        if back or reference:
            with pytest.raises(ConflictError) as refused:
                self.drafts.save(token, {"bins": bins}, version=version - back, now=NINE)
            assert refused.value.code == ("records.draft-sent" if reference else "records.draft-stale")
        else:
            self.drafts.save(token, {"bins": bins}, version=version, now=NINE)
            self.expected[token] = ({"bins": bins}, version + 1, None)

    @rule(token=tokens, reference=st.sampled_from([FIRST, SECOND]))
    def send(self, token: str, reference: CaseReference) -> None:
        answers, version, kept = self.expected[token]
        self.drafts.submitted(token, reference, now=NINE)
        self.expected[token] = (answers, version, kept or reference)

    @invariant()
    def every_draft_is_as_expected(self) -> None:
        for token, expected in self.expected.items():
            draft = self.drafts.get(token)
            assert (draft.answers, draft.version, draft.reference) == expected

    def teardown(self) -> None:
        self.store.close()


TestDraftLife = DraftLife.TestCase
TestDraftLife.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)


def test_drafts_are_there_when_the_program_starts_again(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        store.migrate()
        token = start(Drafts(store))
    with Store.open(tmp_path / "s.db") as store:
        assert Drafts(store).get(token).service == "garden-waste"
