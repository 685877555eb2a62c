from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from localgov_components.core.errors import InvalidValueError
from localgov_components.eligibility import Backdating, Effect

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 10)
WHY = Backdating("in hospital", "scheme, paragraph 12")


def test_what_begins_before_the_council_was_told_needs_a_reason() -> None:
    with pytest.raises(InvalidValueError) as refused:
        Effect(MAY, notified=JUNE)
    assert refused.value.code == "effect.backdating"
    assert Effect(MAY, notified=JUNE, backdating=WHY).backdating == WHY
    assert Effect(JUNE, notified=JUNE).backdating is None
    assert Effect(JUNE, notified=MAY).backdating is None


@pytest.mark.parametrize("notified", [MAY, JUNE])
def test_nothing_is_called_backdated_that_is_not(notified: date) -> None:
    with pytest.raises(InvalidValueError) as refused:
        Effect(JUNE, notified=notified, backdating=WHY)
    assert refused.value.code == "effect.not-backdated"


@pytest.mark.parametrize("until", [MAY, JUNE])
def test_what_ends_before_it_began_is_refused(until: date) -> None:
    with pytest.raises(InvalidValueError) as refused:
        Effect(JUNE, notified=JUNE, effective_until=until)
    assert refused.value.code == "effect.until"


@pytest.mark.parametrize(("reason", "cites"), [("", "law"), ("why", " "), ("\t", "law")])
def test_backdating_has_a_reason_and_a_law(reason: str, cites: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        Backdating(reason, cites)
    assert refused.value.code == "effect.reason"


def test_an_effect_from_json_is_held_to_the_same() -> None:
    adapter = TypeAdapter(Effect)
    effect = Effect(MAY, notified=JUNE, effective_until=date(2026, 9, 1), backdating=WHY)
    assert adapter.validate_json(adapter.dump_json(effect)) == effect
    with pytest.raises(ValidationError, match="effective before the council was told"):
        adapter.validate_python({"effective_from": MAY, "notified": JUNE})
    with pytest.raises(ValidationError, match="Unexpected keyword"):
        adapter.validate_python({"effective_from": MAY, "notified": MAY, "other": 1})


def test_a_reason_is_not_shown() -> None:
    assert "hospital" not in repr(Effect(MAY, notified=JUNE, backdating=WHY))
    assert "hospital" not in repr(WHY)
