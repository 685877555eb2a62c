from hypothesis import given, settings
from hypothesis import strategies as st

from localgov_components.address.sources.record_fields import KEY, OWN_KEY, RECORD_FIELDS, packed, unpacked

CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=30)
@given(data=st.data(), shape=st.sampled_from(list(RECORD_FIELDS)))
def test_what_is_packed_is_unpacked_with_its_spaces_tidied(data: st.DataObject, shape: tuple[int, int]) -> None:
    kind, width = shape
    cells = data.draw(st.lists(CELLS, min_size=width, max_size=width))
    fields = dict(zip(RECORD_FIELDS[shape], cells, strict=True))
    own = "K" if kind in OWN_KEY else ""
    line = packed(kind, fields)
    kept = unpacked(kind, 11, own, line)
    assert packed(kind, kept) == line
    assert kept.pop(KEY[kind]) == "11"
    assert kept.pop(OWN_KEY.get(kind, ""), "") == own
    assert kept == {name: " ".join(fields[name].split()) for name in kept}
    assert all(kept.values())


def test_what_no_address_is_made_of_is_not_kept() -> None:
    of_a_class = {"class_key": "K", "start_date": "2020-01-01", "classification_code": "RD04"}
    assert unpacked(32, 11, "K", packed(32, of_a_class)) == {
        "uprn": "11",
        "class_key": "K",
        "classification_code": "RD04",
    }
