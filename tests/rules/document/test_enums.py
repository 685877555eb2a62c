from enum import Enum, IntEnum, StrEnum

from hypothesis import given
from hypothesis import strategies as st

from localgov_components.rules.document.enums import enum_fault, read_enums, written_enum
from localgov_components.rules.document.place import Place
from localgov_components.rules.reading import read_value

Tenure = Enum("Tenure", [("RENTING", "renting"), ("OWNING", "owning"), ("LETTING", "renting")])  # two names for one


class Nation(StrEnum):
    WALES = "wales"
    ENGLAND = "england"

    @property
    def label(self) -> str:
        """How it is read aloud."""
        return {"wales": "Wales", "england": "England"}[self]


class Floor(IntEnum):
    GROUND = 0
    label = 1


def made(kind: type[Enum]) -> type[Enum]:
    place = Place("rules.json", [])
    found = read_enums({kind.__name__: written_enum(kind)}, place)
    assert place.faults == []
    return found[kind.__name__]


def test_an_enum_is_made_anew_with_its_members_in_order() -> None:
    for kind in (Tenure, Nation, Floor):
        found = made(kind)
        assert found is not kind
        assert [(each.name, each.value) for each in found] == [(each.name, each.value) for each in kind]
        assert written_enum(found) == written_enum(kind)


def test_a_member_is_read_aloud_as_it_was() -> None:
    assert [read_value(each) for each in made(Nation)] == ["Wales", "England"]
    assert [read_value(each) for each in made(Tenure)] == [read_value(each) for each in Tenure]


def test_a_member_that_is_called_label_is_no_label() -> None:
    assert written_enum(Floor) == [{"name": "GROUND", "value": 0}, {"name": "label", "value": 1}]


@given(
    st.lists(
        st.tuples(st.text(max_size=70) | st.sampled_from(dir(StrEnum)), st.text(max_size=5) | st.integers()),
        min_size=1,
        max_size=3,
    )
)
def test_any_names_and_values_are_refused_or_held(pairs: list[tuple[str, str | int]]) -> None:
    data = [{"name": name, "value": value} for name, value in pairs]
    found = read_enums({"Kind": data}, Place("rules.json", []))
    if found:
        assert enum_fault(found["Kind"]) is None
        assert written_enum(found["Kind"]) == data
