import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.eligibility.cases import ON, POLICY_SET, correction, schemes
from tests.eligibility.memory import MemoryArchive
from tests.eligibility.support import DECIDED, KNOWN, MAY, POLICY, SCHEME, UNDECIDED, more_capital
from tests.rules.trees import partial
from tests.rules.vocabulary import DAYS, MONEY, NUMBERS, RATES, TEXTS

from localgov_components.core.errors import DefinitionError, NotFoundError
from localgov_components.core.json_text import read_json
from localgov_components.eligibility import (
    ArchiveFolder,
    DecisionRecord,
    Difference,
    Effect,
    Outcome,
    Replay,
    Replayer,
    Scheme,
    export_archive,
    import_archive,
    keep,
    override,
    read_record,
    redecide,
    replay,
    rule,
    supersede,
)
from localgov_components.money import Money
from localgov_components.policy import Layer, PolicyValue, Signature
from localgov_components.rules import Fact, Facts, Known, all_of, any_of, bands, define, fact, policy_value

ARCHIVE = MemoryArchive()
RECORD = keep(SCHEME.decide(KNOWN, on=MAY, policy=POLICY), ARCHIVE, decided=DECIDED)


def text_of(record: DecisionRecord) -> DecisionRecord:
    """The record after it was kept as text."""
    return read_record(read_json(record.model_dump_json(), source="record.json"), source="record.json")


@given(schemes(gaps=True), partial)
def test_a_case_is_decided_again_to_the_letter(scheme: Scheme, known: Known) -> None:
    archive = MemoryArchive()
    decision = scheme.decide(known, on=ON, policy=POLICY_SET)
    record = keep(decision, archive)
    again = replay(text_of(record), archive)
    assert again.differences == ()
    assert again.again.model_dump_json() == record.model_dump_json()
    assert again.decision.outcome is decision.outcome
    assert redecide(record, archive).changes == ()
    assert redecide(record, archive).differs_in == ()


def test_a_replay_needs_the_archive_alone(tmp_path: Path) -> None:
    archive = ArchiveFolder(tmp_path / "kept")
    keep(SCHEME.decide(KNOWN, on=MAY, policy=POLICY), archive)
    export_archive(archive, tmp_path / "archive.zip")
    elsewhere = ArchiveFolder(tmp_path / "elsewhere")
    import_archive(tmp_path / "archive.zip", elsewhere)
    again = replay(text_of(RECORD), elsewhere)
    assert again.is_identical
    assert again.decision.made_by.scheme is not SCHEME


def test_what_was_recorded_later_does_not_change_a_replay() -> None:
    """The edition names the policy as it was, also where all that was recorded was taken."""
    archive = MemoryArchive()
    record = keep(SCHEME.decide(KNOWN, on=MAY, policy=POLICY), archive)
    longer = POLICY.extended([corrected("couple_allowance", Money("1.00"))])
    keep(SCHEME.decide(KNOWN, on=MAY, policy=longer), archive)
    assert record.known_at is None
    assert replay(record, archive).is_identical
    assert redecide(record, archive, policy=longer).differs_in == ("outcome", "tier", "award")


def test_rules_rest_on_the_same_when_a_definition_that_was_written_twice_is_read_once() -> None:
    class Home(Facts, id="home"):
        age: Fact[int] = fact("age")
        badge: Fact[bool] = fact("badge")

    def young() -> Any:  # noqa: ANN401 - a condition
        return define("young", Home.age < 18)

    ways = any_of(all_of(young(), young()), all_of(Home.badge, policy_value("is_open", bool)))
    scheme = Scheme("home", facts=[Home], policy=["is_open"], eligible=[rule("one", ways)])
    archive = MemoryArchive()
    known = Known({"home.age": 3, "home.badge": True})
    assert replay(keep(scheme.decide(known, on=ON, policy=POLICY_SET), archive), archive).is_identical


def test_a_rule_reads_the_same_when_a_part_that_it_shares_was_written_out_twice() -> None:
    class Home(Facts, id="home"):
        rooms: Fact[int] = fact("rooms")
        sheds: Fact[int] = fact("sheds")

    of_both = bands(Home.rooms + Home.sheds, (2, Money("1.00")), (4, Money("2.00")), below=Money("0.00"))
    scheme = Scheme("home", facts=[Home], eligible=[rule("some", of_both > Money("0.00"))])
    archive = MemoryArchive()
    record = keep(scheme.decide(Known({"home.rooms": 3, "home.sheds": 0}), on=ON), archive)
    assert record.reasons[0].statements() == (
        "(by rooms plus sheds: £2.00 from 4; £1.00 from 2; otherwise £0.00) is more than £0.00",
    )
    assert replay(record, archive).is_identical


def test_what_was_added_to_a_record_afterwards_is_taken_as_it_is() -> None:
    july = date(2026, 7, 1)
    later = keep(SCHEME.decide(more_capital("17000"), on=july, policy=POLICY), ARCHIVE)
    later = supersede(RECORD, later, effect=Effect(july, notified=july), reason="An inheritance", decided=None)
    later = override(
        later,
        outcome=Outcome.ELIGIBLE,
        role="Manager",
        reason="In trust",
        cites="B7",
        on=july,
        set_aside="Counsel's advice",
    )
    assert replay(text_of(later), ARCHIVE).is_identical


TAMPERED: dict[str, tuple[Any, list[str]]] = {
    "scheme": ("other", ["scheme"]),
    "cites": ("another law", ["cites"]),
    "outcome": ("refer", ["outcome"]),
    "award": (None, ["award"]),
    "tier": (None, ["tier"]),
    "rules_language": (7, ["rules_language"]),
    "reasons": ([], ["reasons"]),
    "award_reasons": ([], ["award_reasons"]),
}


@pytest.mark.parametrize(("key", "tampered"), TAMPERED.items(), ids=TAMPERED)
def test_a_record_that_was_changed_shows_where(key: str, tampered: tuple[Any, list[str]]) -> None:
    value, paths = tampered
    changed = read_record(RECORD.model_dump(mode="json") | {key: value}, source="record.json")
    again = replay(changed, ARCHIVE)
    assert [each.path for each in again.differences] == paths
    assert not again.is_identical
    assert not again.differs_in_words_only


def test_a_fact_that_was_changed_shows_in_what_it_leads_to() -> None:
    data = RECORD.model_dump(mode="json")
    data["facts"]["household.capital"] = "16000.01"
    found = {each.path: each for each in replay(read_record(data, source="record.json"), ARCHIVE).differences}
    assert (found["outcome"].kept, found["outcome"].replayed) == ("eligible", "not-eligible")
    assert found["award"].replayed is None
    assert "16000" not in repr(found)


def replayed_with(words: str) -> Replay:
    """The replay of a record in which one condition says something else in Welsh."""
    data = RECORD.model_dump(mode="json")
    data["reasons"][0]["conditions"][0]["says"]["cy"] = words
    return replay(read_record(data, source="record.json"), ARCHIVE)


def test_a_difference_in_words_alone_is_told_apart() -> None:
    said = RECORD.reasons[0].conditions[0].says.cy
    again = replayed_with(f"geiriau eraill: {said}")
    assert [each.path for each in again.differences] == ["reasons[1].conditions[1].says.cy"]
    assert again.differs_in_words_only


@pytest.mark.parametrize("more", [" 1", " \u00a316,000.01", " 30 Mai 2026"])
def test_other_figures_are_no_other_words(more: str) -> None:
    assert not replayed_with(RECORD.reasons[0].conditions[0].says.cy + more).differs_in_words_only


def test_a_figure_may_be_written_in_another_way() -> None:
    capital = keep(SCHEME.decide(more_capital("20000"), on=MAY, policy=POLICY), ARCHIVE)
    data = capital.model_dump(mode="json")
    says = data["reasons"][0]["conditions"][0]["says"]
    assert "16,000.00" in says["en"]
    says["en"] = says["en"].replace("16,000.00", "16000")
    assert replay(read_record(data, source="record.json"), ARCHIVE).differs_in_words_only


@pytest.mark.parametrize("path", ["facts.award.says.en", "facts.used[1].says.en", "policy[1].says.en", "cites.says.en"])
def test_only_what_a_record_has_for_words_is_words_whatever_the_id_of_a_fact(path: str) -> None:
    again = replay(RECORD, ARCHIVE)
    changed = Replay(RECORD, again.decision, again.again, (Difference(path, "a", "b"),))
    assert not changed.differs_in_words_only


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"household.unheard": 1}, "household.unheard: no such fact"),
        ({"household.capital": "much"}, "household.capital: "),
        ({"household.members": [{"member.shoe_size": 9}]}, r"household.members\[1\].member.shoe_size: no such fact"),
    ],
)
def test_facts_that_the_scheme_does_not_read_are_refused(facts: Mapping[str, Any], message: str) -> None:
    changed = RECORD.model_copy(update={"facts": {**RECORD.facts, **facts}})
    with pytest.raises(DefinitionError, match=message) as refused:
        replay(changed, ARCHIVE)
    assert refused.value.faults[0].source == "facts of the record"
    assert "much" not in str(refused.value)


def test_a_record_of_rules_or_policy_that_the_archive_lacks_says_which_hash() -> None:
    for key in ("rules_hash", "policy_edition"):
        unknown = RECORD.model_copy(update={key: "0" * 64})
        with pytest.raises(NotFoundError, match=f"the archive has no document {'0' * 64}. Import"):
            replay(unknown, ARCHIVE)


def test_a_damaged_archive_is_named() -> None:
    for key in ("rules_hash", "policy_edition"):
        archive = MemoryArchive()
        archive.contents = dict(ARCHIVE.contents)
        archive.contents[getattr(RECORD, key)] = b"{}"
        with pytest.raises(DefinitionError, match=f"{getattr(RECORD, key)}: damaged") as refused:
            replay(RECORD, archive)
        assert refused.value.code == "archive.damaged"


def test_a_hash_that_leads_to_something_else_is_refused() -> None:
    swapped = RECORD.model_copy(update={"rules_hash": RECORD.policy_edition, "policy_edition": RECORD.rules_hash})
    with pytest.raises(DefinitionError, match=f"archived policy {RECORD.rules_hash}: not a policy document"):
        replay(swapped, ARCHIVE)
    with pytest.raises(DefinitionError, match=f"archived scheme {RECORD.policy_edition}: not a scheme document"):
        replay(RECORD.model_copy(update={"rules_hash": RECORD.policy_edition}), ARCHIVE)


def test_rules_in_a_later_language_are_refused_with_advice() -> None:
    archive = MemoryArchive()
    document = json.loads(json.dumps(SCHEME.document))
    document["rules"]["language"] = 99
    later = RECORD.model_copy(update={"rules_hash": archive.put(document)})
    archive.contents[RECORD.policy_edition] = ARCHIVE.contents[RECORD.policy_edition]
    with pytest.raises(DefinitionError, match="Read it with the version of localgov-components that wrote it"):
        replay(later, archive)


def test_a_day_on_which_policy_has_no_value_is_an_error_that_names_it() -> None:
    with pytest.raises(NotFoundError, match="no value of 'couple_allowance' for 31 March 2026"):
        replay(RECORD.model_copy(update={"on": date(2026, 3, 31)}), ARCHIVE)


def test_what_many_cases_share_is_read_once() -> None:
    archive = MemoryArchive()
    records = [
        keep(SCHEME.decide(known, on=MAY, policy=POLICY), archive) for known in (KNOWN, UNDECIDED, more_capital("1"))
    ]
    replayer = Replayer(archive)
    assert [replayer.replay(each).is_identical for each in records] == [True] * 3
    assert sorted(archive.asked) == sorted([SCHEME.rules_hash, POLICY.edition])


# Deciding again by another policy


def corrected(key: str, value: Any) -> PolicyValue:  # noqa: ANN401 - a policy value has any type
    """A correction of June, with effect from April."""
    recorded = datetime(2026, 6, 1, tzinfo=UTC)
    signature = Signature(decision="Council minute 60")
    return PolicyValue(key, value, Layer.COUNCIL, "Ambleford Council", date(2026, 4, 1), recorded, signature=signature)


def test_a_correction_shows_the_value_before_and_after_and_what_it_changes() -> None:
    longer = POLICY.extended([corrected("couple_allowance", Money("155.15"))])
    again = redecide(RECORD, ARCHIVE, policy=longer)
    (change,) = again.changes
    assert (change.key, change.label) == ("couple_allowance", "Allowance for a couple")
    assert (change.before.value, change.after.value) == (Money("150.15"), Money("155.15"))
    assert (change.after.layer, change.after.signature.decision) == (Layer.COUNCIL, "Council minute 60")
    assert change.matters
    assert again.differs_in == ("award",)
    assert again.again.award is not None
    assert again.again.award.says.en == "£14.45 a week"
    assert again.record is RECORD


def test_of_what_was_recorded_only_that_which_was_known_by_an_instant_counts() -> None:
    longer = POLICY.extended([corrected("couple_allowance", Money("155.15"))])
    before = redecide(RECORD, ARCHIVE, policy=longer, known_at=datetime(2026, 5, 31, tzinfo=UTC))
    assert (before.changes, before.differs_in) == ((), ())
    after = redecide(RECORD, ARCHIVE, policy=longer, known_at=datetime(2026, 6, 1, tzinfo=UTC))
    assert [each.key for each in after.changes] == ["couple_allowance"]


def test_a_correction_that_no_rule_reads_is_no_change() -> None:
    longer = POLICY.extended([corrected("taper", POLICY.on(MAY).value("taper"))])
    assert redecide(RECORD, ARCHIVE, policy=longer).changes == ()


def test_a_change_that_the_decision_does_not_rest_on_does_not_matter() -> None:
    refused = keep(SCHEME.decide(more_capital("17000"), on=MAY, policy=POLICY), ARCHIVE)
    longer = POLICY.extended([corrected("couple_allowance", Money("155.15"))])
    again = redecide(refused, ARCHIVE, policy=longer)
    assert [(each.key, each.matters) for each in again.changes] == [("couple_allowance", False)]
    assert again.differs_in == ()


def test_a_decision_by_a_policy_without_a_value_is_refused() -> None:
    with pytest.raises(NotFoundError, match="no value of"):
        redecide(RECORD, ARCHIVE, known_at=datetime(2026, 1, 1, tzinfo=UTC))


_VALUES: dict[type, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: NUMBERS,
    Money: MONEY,
    date: DAYS,
    str: TEXTS,
}
CORRECTIONS = st.fixed_dictionaries(
    {},
    optional={key: RATES if key == "rate" else _VALUES[each.type] for key, each in POLICY_SET.declarations.items()},
)


@given(schemes(gaps=True), partial, CORRECTIONS)
def test_corrections_show_exactly_where_rules_read_them_and_every_difference_has_one_that_matters(
    scheme: Scheme, known: Known, corrections: Mapping[str, Any]
) -> None:
    archive = MemoryArchive()
    record = keep(scheme.decide(known, on=ON, policy=POLICY_SET), archive)
    longer = POLICY_SET.extended(correction(key, value) for key, value in corrections.items())
    again = redecide(record, archive, policy=longer)
    today = POLICY_SET.on(ON)
    differ = {key for key, value in corrections.items() if key in scheme.policy and value != today.value(key)}
    assert {each.key for each in again.changes} == differ
    direct = scheme.decide(known, on=ON, policy=longer).record()
    assert (again.again.outcome, again.again.award) == (direct.outcome, direct.award)
    if again.differs_in:
        assert any(each.matters for each in again.changes)
