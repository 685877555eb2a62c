import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.eligibility.population.files.support_files import BOUND, MAPPING, faults_of, mapping
from tests.rules.vocabulary import Household, Tenure

from localgov_components.core.errors import DefinitionError
from localgov_components.eligibility import Scheme, rule
from localgov_components.eligibility.population.files import read_mapping
from localgov_components.eligibility.population.files.mapping.reading import MOST_BYTES
from localgov_components.money import Money
from localgov_components.rules import exists


def test_a_mapping_says_which_column_holds_which_fact_and_how() -> None:
    found = mapping()
    assert found.cases.key == ("Claim",)
    by_id = {each.fact.id: each for each in found.cases.facts}
    assert (by_id["household.capital"].column, by_id["household.capital"].amounts) == ("Savings", "pounds")
    assert by_id["household.capital"].unknown == {"n/k"}
    assert by_id["household.pension_age"].truths == {"true": True, "false": False, "y": True, "n": False}
    assert by_id["household.members"].column == "All told"
    (people,) = found.members
    assert people.list_id == "household.members"
    assert [each.pattern for each in people.facts[1].dates] == ["YYYY-MM-DD", "DD/MM/YYYY"]
    assert people.columns == ("Claim", "Partner", "DOB", "Earnings")


def test_the_checksum_is_of_the_bytes() -> None:
    assert mapping().sha256 != mapping(MAPPING + "\n# more").sha256


def test_a_byte_order_mark_is_passed_over() -> None:
    content = b"\xef\xbb\xbf" + MAPPING.encode()
    assert read_mapping(content, scheme=BOUND.scheme, source="m.toml").cases == mapping().cases


def changed(*changes: tuple[str, str]) -> str:
    text = MAPPING
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("change", "line", "key", "says"),
    [
        (("format = 1", "format = 2"), 1, "format", "no format that there is. Write format = 1"),
        (("format = 1\n", ""), None, "format", "missing. Write format = 1"),
        (('key = "Claim"\n\n[facts', "\n[facts"), None, "key", "missing. Write the heading"),
        (('key = "Claim"\n\n[facts', 'key = ""\n\n[facts'), 2, "key", "empty. Give the name of a column"),
        (("format = 1", "format = 1\ncolour = 2"), 2, "colour", "no such key. Remove it"),
        (('column = "Savings"', 'colunm = "Savings"'), 10, "facts.household.capital.colunm", "Is it column?"),
        (('unknown = ["n/k"]', 'unknown = "n/k"'), 12, "facts.household.capital.unknown", "no list of words. Write"),
        (('unknown = ["n/k"]', "unknown = [1.5]"), 12, "facts.household.capital.unknown", "no list of words. Write"),
        (('unknown = ["n/k"]', "not_in_file = false"), 12, "facts.household.capital.not_in_file", "only ever true"),
        (('unknown = ["n/k"]', "values = { key = [] }"), 12, "facts.household.capital.values.key", "no words with"),
        (('"household.capital"]\n', '"household.capital"]\ndates = 3\n'), 10, "facts.household.capital.dates",
         "no way to write dates"),
        (('key = "Claim"\ncomplete', 'key = ["Claim", 3]\ncomplete'), 23, "members.household.members.key",
         "no name of a column"),
        (('key = "Claim"\ncomplete', 'key = "Claim"\nid = 3\ncomplete'), 24, "members.household.members.id",
         "no name of a column"),
        (("household.capital", "household.captial"), 9, "facts.household.captial", "Is it household.capital"),
        (('column = "Savings"\n', ""), 9, "facts.household.capital", "no column. Write column"),
        (('column = "Savings"', "column = 3"), 10, "facts.household.capital.column",
         "no name of a column. Write the heading in quotation marks"),
        (('amounts = "pounds"\nunknown', "unknown"), 9, "facts.household.capital", "pounds or pence?"),
        (('amounts = "pence"', 'amounts = "?"'), 20, "facts.household.council_tax.amounts",
         "neither pounds nor pence. Write"),
        (('amounts = "pence"', 'amounts = "pence"\ndates = "DD/MM/YYYY"'), 21, "facts.household.council_tax.dates",
         "is for facts that are dates, and this one is not"),
        (('amounts = "pence"', 'amounts = "pence"\nyes = ["y"]\nno = ["n"]'), 21, "facts.household.council_tax.yes",
         "is for facts that are true or false"),
        (('no = ["N"]\n\n', "\n"), 4, "facts.household.pension_age", "yes or no alone"),
        (('no = ["N"]\n\n', 'no = [" y "]\n\n'), 7, "facts.household.pension_age.no", "'y' means both yes and no"),
        (('no = ["N"]\n\n', 'no = ["N"]\nunknown = ["y"]\n\n'), 8, "facts.household.pension_age.unknown",
         "means both unknown and a value"),
        (("DD/MM/YYYY", "DD/MM/YY"), 31, "members.household.members.facts.member.born.dates", "not a way to write"),
        (('complete = { column = "All told", yes = ["Y"], no = ["N"] }', 'complete = "some"'), 24,
         "members.household.members.complete", 'neither "all" nor a column'),
        (('complete = { column = "All told", yes = ["Y"], no = ["N"] }\n', ""), 22,
         "members.household.members.complete", "missing. Write complete"),
        (('complete = { column = "All told", yes = ["Y"], no = ["N"] }', 'complete = { colour = "x" }'), 24,
         "members.household.members.complete.colour", "no such key"),
        (('key = "Claim"\ncomplete', 'key = ["Claim", "No"]\ncomplete'), 23, "members.household.members.key",
         "found by its key alone"),
        (('[members."household.members"]\n', '[members."household.member"]\n'), 22, "members.household.member",
         "no such list. There are: household.members"),
        (('[facts."household.income"]\n', '[facts."household.income"]\nnot_in_file = true\n'), 14,
         "facts.household.income", "Keep one"),
        (('[facts."household.income"]', '[facts."household.members"]\ncolumn="x"\n[facts."household.income"]'), 14,
         "facts.household.members", "a list of members. Write"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_key(change: tuple[str, str], line: int, key: str, says: str) -> None:
    found = faults_of(changed(change))
    assert [each for each in found if each[:2] == (line, key) and says in each[2]], found


def test_a_key_that_should_be_a_table_is_one_mistake_among_others() -> None:
    found = faults_of('key = "Claim"\nfacts = 3\nmembers = { "household.members" = 3 }')
    assert {(line, key) for line, key, message in found if message.startswith("no table. Write")} == {
        (2, "facts"),
        (3, "members.household.members"),
    }


@given(st.data())
def test_a_mapping_that_is_cut_or_spoilt_is_read_or_refused(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(MAPPING)))
    end = data.draw(st.integers(start, min(start + 40, len(MAPPING))))
    spoilt = MAPPING[:start] + data.draw(st.sampled_from(["", "\n", '"', "3", "[", "= {}", "true"])) + MAPPING[end:]
    with contextlib.suppress(DefinitionError):
        assert mapping(spoilt).cases.key


def test_a_mistake_is_told_once_and_in_our_own_words() -> None:
    found = faults_of(
        changed(
            ("format = 1", "format = []"),
            ('key = "Claim"\n\n', "key = 1\n\n"),
            ('"pounds"\nunknown = ["n/k"]', "[]\nunknown = 1"),
            (
                'complete = { column = "All told", yes = ["Y"], no = ["N"] }',
                "complete = { column = 3, yes = 1, on = 2 }",
            ),
            ('key = "Claim"\ncomplete', "key = [1, 2, 3]\ncomplete"),
            ('"DD/MM/YYYY"', "[]"),
        )
    )
    places = [(line, key) for line, key, _ in found]
    assert len(set(places)) == len(places)
    assert not [message for _, _, message in found if "nput" in message or "should" in message]
    assert [key for _, key, _ in found if str(key).startswith("members.household.members.complete")] == [
        f"members.household.members.complete.{key}" for key in ("column", "yes", "on")
    ]


def test_every_mistake_is_told_at_once_in_the_order_of_the_lines() -> None:
    found = faults_of(
        changed(("format = 1", "format = 2"), ("household.capital", "x"), ('"pence"', '"p"'), ("DD/", ""))
    )
    lines = [line for line, *_ in found if line]
    assert lines == sorted(lines)
    assert {key for _, key, _ in found} == {
        "format",
        "facts",
        "facts.x",
        "facts.household.council_tax.amounts",
        "members.household.members.facts.member.born.dates",
    }


def test_a_fact_that_was_forgotten_is_named_with_its_words() -> None:
    text = changed(('[facts."household.capital"]\ncolumn = "Savings"\namounts = "pounds"\nunknown = ["n/k"]\n', ""))
    ((_, key, message),) = faults_of(text)
    assert key == "facts"
    assert "no word of 'household.capital' (savings and investments)" in message


def test_a_list_that_was_forgotten_is_named_too() -> None:
    ((_, _, message),) = faults_of(MAPPING.partition("[members")[0])
    assert message.startswith("no word of 'household.members'")


def test_what_is_not_in_the_file_is_unknown() -> None:
    text = MAPPING.partition("[members")[0] + '[facts."household.members"]\nnot_in_file = true\n'
    found = mapping(text)
    assert (found.unknown, found.members) == (("household.members",), ())


@pytest.mark.parametrize("content", [b"format = ", b"a = 1\na = 2", b"\xff", b"x" * (MOST_BYTES + 1), b"[" * 5000])
def test_what_is_no_toml_is_one_fault(content: bytes) -> None:
    with pytest.raises(DefinitionError) as refused:
        read_mapping(content, scheme=BOUND.scheme, source="m.toml")
    assert len(refused.value.faults) == 1


ALL = Scheme(
    "all",
    facts=Household,
    eligible=[
        rule("a", Household.tenure == Tenure.OWNED),
        rule("b", Household.band == "A"),
        rule("c", exists(Household.members, lambda m: exists(m.incomes, lambda i: i.amount > Money("1.00")))),
    ],
)
NESTED = """\
format = 1
key = "k"
[facts]
"household.tenure" = { column = "t", values = { "Council" = "rented" } }
"household.band" = { column = "b", values = { "First" = "A" } }
[members."household.members"]
key = "k"
id = "person"
complete = "all"
[members."member.incomes"]
key = ["k", "person"]
complete = { column = "told" }
[members."member.incomes".facts]
"income.amount" = { column = "a", amounts = "pounds" }
"""


def test_members_of_members_have_files_of_their_own() -> None:
    found = read_mapping(NESTED.encode(), scheme=ALL, source="m.toml")
    people, incomes = found.members
    assert (people.id, people.complete, incomes.key) == ("person", True, ("k", "person"))
    assert [each.column for each in people.facts] == ["told"]
    values: dict[str, Any] = {each.fact.id: each.values for each in found.cases.facts}
    assert values["household.tenure"] == {"owned": "owned", "rented": "rented", "council": "rented"}
    assert values["household.band"] == {"first": "A"}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('id = "person"\n', "", "Write id ="),
        ('["k", "person"]', '"k"', "a list of each member"),
        ('["k", "person"]', '["k"]', "for a list that each member has, two of them"),
        ('"Council" = "rented"', '"Council" = "squat"', "not a value of the fact. There are: owned, rented"),
        ('"First" = "A"', '"First" = "A", " first" = "B"', "the word means two things"),
        ('column = "b",', 'column = "b", unknown = ["first"],', "the word means two things"),
    ],
)
def test_mistakes_of_nested_lists_and_values_are_told(old: str, new: str, says: str) -> None:
    assert old in NESTED
    with pytest.raises(DefinitionError, match=says):
        read_mapping(NESTED.replace(old, new).encode(), scheme=ALL, source="m.toml")


def test_facts_that_no_rule_reads_may_be_mapped_and_are_not_read() -> None:
    more = NESTED.replace("[facts]", '[facts]\n"household.badge" = { column = "x" }')
    assert read_mapping(more.encode(), scheme=ALL, source="m.toml").cases == (
        read_mapping(NESTED.encode(), scheme=ALL, source="m.toml").cases
    )
