from pathlib import Path

import pytest
from tests.address.premium_files import BLPU, CLASS, LPI, STREET, premium_file, record, whole

from localgov_components.address import AddressBasePremium, Gazetteer, LlpgExport
from localgov_components.address.rejects import Rejects
from localgov_components.address.sources.batch import RecordChange
from localgov_components.address.sources.reading import SourceReading
from localgov_components.core import DefinitionError

TRAILER = ["99", "0", "3", "2026-01-01", "10:00:00"]


def header(kind: str) -> list[str]:
    return ["10", "AMBLEFORD", "9055", "2026-01-01", "0", "2026-01-01", "10:00:00", "2.0", kind]


def changes(path: Path) -> list[RecordChange]:
    rejects = Rejects()
    batches = list(AddressBasePremium(path).changes(SourceReading(path), rejects))
    assert rejects.rows == 0
    return [change for batch in batches for change in batch.changes]


def test_a_change_says_its_order_and_whether_it_deletes(tmp_path: Path) -> None:
    path = premium_file(
        tmp_path,
        record(24, LPI | {"pro_order": "1234567890123456"}, change="D"),
        record(24, LPI | {"pro_order": "x"}, change="u"),
    )
    assert [(each.order, each.is_deleted) for each in changes(path)] == [(1_234_567_890_123_456, True), (0, False)]


def test_a_record_is_told_by_a_key_of_its_own(tmp_path: Path) -> None:
    path = premium_file(tmp_path, record(15, STREET), record(21, BLPU), record(24, LPI), record(32, CLASS))
    assert [(each.record.kind, each.record.key, each.record.own, each.record.usrn) for each in changes(path)] == [
        (15, 99000001, "ENG", None),
        (21, 11, "", None),
        (24, 11, "9055L000000001", 99000001),
        (32, 11, "9055C000000001", None),
    ]


def test_a_number_of_thousands_of_noughts_is_none(tmp_path: Path) -> None:
    long = f"{'0' * 5_000}1"
    ordered = premium_file(tmp_path, record(24, LPI | {"pro_order": long, "usrn": long}), name="ordered.csv")
    assert [(each.order, each.record.usrn) for each in changes(ordered)] == [(0, None)]
    path = premium_file(tmp_path, record(21, BLPU | {"uprn": long}), record(21, BLPU))
    rejects = Rejects()
    (batch,) = AddressBasePremium(path).batches(SourceReading(path), rejects)
    assert [(each.line, each.column) for each in rejects.take()] == [(1, "uprn")]
    assert [each.key for each in batch.records] == [11]


@pytest.mark.parametrize("product", [AddressBasePremium, LlpgExport])
def test_a_file_whose_header_and_records_say_that_it_is_the_other_kind_is_refused(
    tmp_path: Path, product: type[AddressBasePremium | LlpgExport]
) -> None:
    changed = record(24, LPI | {"pao_start_number": "14"}, change="U")
    update = product(premium_file(tmp_path, header("C"), changed, TRAILER, name="update.csv"))
    supply = product(premium_file(tmp_path, header("F"), *whole(), TRAILER))
    target = tmp_path / "a.gazetteer"
    with pytest.raises(DefinitionError, match="a change-only update, its header says"):
        Gazetteer.build(update, target)
    assert Gazetteer.build(supply, target).addresses == 1
    with pytest.raises(DefinitionError, match="a full supply, its header says"):
        Gazetteer.update(supply, target)
    assert Gazetteer.update(update, target).updated == 1


def test_a_header_that_its_records_gainsay_refuses_nothing(tmp_path: Path) -> None:
    target = tmp_path / "a.gazetteer"
    assert Gazetteer.build(premium_file(tmp_path, header("C"), *whole(), TRAILER), target).addresses == 1
    changed = record(24, LPI | {"pao_start_number": "14"}, change="U")
    update = premium_file(tmp_path, header("F"), changed, TRAILER)
    assert Gazetteer.update(update, target).updated == 1


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_a_file_that_has_a_header_and_no_trailer_was_cut_short(tmp_path: Path, rows: int) -> None:
    path = premium_file(tmp_path, header("F"), *whole()[:rows])
    with pytest.raises(DefinitionError, match="its trailer is missing"):
        Gazetteer.build(path, tmp_path / "a.gazetteer")
    assert list(tmp_path.iterdir()) == [path]


def test_headers_and_trailers_may_be_in_files_of_their_own(tmp_path: Path) -> None:
    headings = ["RECORD_IDENTIFIER", "CUSTODIAN_NAME"]
    files = [
        premium_file(tmp_path, headings, header("F")[:2], name="10.csv"),
        premium_file(tmp_path, *whole(), name="21.csv"),
        premium_file(tmp_path, TRAILER, name="99.csv"),
    ]
    assert Gazetteer.build(files, tmp_path / "a.gazetteer").addresses == 1


def test_a_build_that_goes_on_at_the_end_does_not_miss_the_trailer(tmp_path: Path) -> None:
    path = premium_file(tmp_path, header("F"), *whole(), TRAILER)
    assert list(AddressBasePremium(path).batches(SourceReading(path, after=5), Rejects())) == []
