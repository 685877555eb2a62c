"""A draft shows where it stands and nothing of what was answered."""

from datetime import UTC, datetime

from localgov_components.records import Draft, StartedDraft

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
DRAFT = Draft("garden-waste", "ambleford", "1", {"email": "resident@example.com"}, 3, None, NINE, NINE)


def test_neither_answers_nor_token_are_shown() -> None:
    shown = repr(StartedDraft("the-token", DRAFT))
    assert "resident" not in shown
    assert "the-token" not in shown
    assert "version=3" in shown
