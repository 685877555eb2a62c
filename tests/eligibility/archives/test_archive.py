"""Whatever an archive is kept in, a document comes back as it was put in, by the hash of what it says."""

import hashlib
import json
import sys
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from tests.eligibility.archives.documents import DOCUMENTS, GOLDEN, POLICY, SCHEME
from tests.policy.scenery import prices, value

from localgov_components.core import DefinitionError, InvalidValueError, NotFoundError
from localgov_components.core.canonical import canonical_hash
from localgov_components.eligibility.archives import Archive
from localgov_components.eligibility.archives.archive import MOST_BYTES, Document, archived_text, hash_of, read_archived
from localgov_components.money import Money
from localgov_components.policy import Layer, policy_document, read_policy_document

ONE_ARCHIVE_FOR_ALL_EXAMPLES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)


@given(DOCUMENTS)
@ONE_ARCHIVE_FOR_ALL_EXAMPLES
def test_a_document_comes_back_as_it_was(archive: Archive, document: Document) -> None:
    found = archive.get(archive.put(document))
    assert json.dumps(found, sort_keys=True) == json.dumps(document, sort_keys=True)


def test_a_document_is_named_by_the_sha_256_of_its_canonical_text(archive: Archive) -> None:
    text = '{"policy":1,"values":{"bins":4,"price":"48.00","tŷ":"Llanfair-ym-Muallt"}}'
    expected = hashlib.sha256(text.encode()).hexdigest()
    assert archive.put(POLICY) == expected == canonical_hash(POLICY) == GOLDEN


def test_the_order_of_keys_does_not_count(archive: Archive) -> None:
    assert archive.put(POLICY) == archive.put(dict(reversed(POLICY.items())))
    assert archive.hashes() == (GOLDEN,)


def test_a_document_put_in_twice_is_kept_once(archive: Archive) -> None:
    assert archive.put(SCHEME) == archive.put(SCHEME)
    assert len(archive.hashes()) == 1


def test_hashes_are_of_every_document_in_order(archive: Archive) -> None:
    names = {archive.put({"number": number}) for number in range(20)}
    assert archive.hashes() == tuple(sorted(names))


def test_an_archive_begins_empty(archive: Archive) -> None:
    assert archive.hashes() == ()


def test_a_document_that_is_not_there_is_an_error_that_names_it(archive: Archive) -> None:
    archive.put(SCHEME)
    with pytest.raises(NotFoundError, match=rf"no document {GOLDEN}\. Import") as caught:
        archive.get(GOLDEN)
    assert caught.value.code == "archive.unknown"


@pytest.mark.parametrize(
    "name",
    ["", "abc", "../" * 20 + "abcd", f"{GOLDEN}\n", GOLDEN.upper(), f"{GOLDEN}.json", "٣" * 64, "g" * 64, None, 5],
)
def test_what_is_no_hash_is_refused_before_anything_is_looked_for(archive: Archive, name: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        archive.get(name)
    assert caught.value.code == "archive.hash"


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ([], "not a JSON object"),
        ("text", "not a JSON object"),
        (None, "not a JSON object"),
        ({"rate": 0.5}, "a number with a point or an exponent"),
        ({"rate": [{"deep": 1e300}]}, "a number with a point or an exponent"),
        ({"text": "x" * MOST_BYTES}, "more than 10,000,000 bytes"),
        ({"list": [0] * 500_001}, "more than 500,000 values"),
    ],
    ids=lambda each: str(each)[:40],
)
def test_what_could_not_be_read_back_is_refused(archive: Archive, document: object, reason: str) -> None:
    with pytest.raises(InvalidValueError, match=f"^not a document for an archive: {reason}. Give a JSON") as caught:
        archive.put(document)  # type: ignore[arg-type]
    assert caught.value.code == "archive.document"
    assert archive.hashes() == ()


@pytest.mark.parametrize("document", [{1: "a"}, {"a": float("nan")}, {"a": b"x"}, {"a": "\ud800"}, {"a": {1, 2}}])
def test_what_is_not_json_is_refused(archive: Archive, document: object) -> None:
    with pytest.raises(InvalidValueError, match=r"^not JSON"):
        archive.put(document)  # type: ignore[arg-type]
    assert archive.hashes() == ()


def test_the_largest_document_goes_in_and_comes_out(archive: Archive) -> None:
    largest: Document = {"x": "y" * (MOST_BYTES - len('{"x":""}'))}
    assert archive.get(archive.put(largest)) == largest


def test_whole_numbers_keep_every_digit(archive: Archive) -> None:
    document: Document = {"n": 10**399, "m": -(2**63), "k": sys.maxsize + 1, "t": True, "one": 1}
    found = archive.get(archive.put(document))
    assert found == document
    assert type(found["t"]) is bool
    assert type(found["one"]) is int


def test_a_policy_is_found_by_its_edition_and_is_the_same_policy(archive: Archive) -> None:
    policy = prices(value("48"), value("54", layer=Layer.COUNCIL))
    assert archive.put(policy_document(policy)) == policy.edition
    read = read_policy_document(archive.get(policy.edition), source=policy.edition)
    assert read.edition == policy.edition
    assert read.on(date(2026, 5, 1)).value("price") == Money("54")


# The text of one document


@given(DOCUMENTS)
def test_any_change_of_the_text_is_noticed(document: Document) -> None:
    content = archived_text(document)
    for place in range(0, len(content), max(1, len(content) // 10)):
        changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        with pytest.raises(DefinitionError, match="a copy: damaged"):
            read_archived(changed, hash_of(content), source="a copy")
    with pytest.raises(DefinitionError, match="a copy: damaged"):
        read_archived(content[:-1], hash_of(content), source="a copy")


@pytest.mark.parametrize(
    "content",
    [
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1}\n',
        b'\xef\xbb\xbf{"a":1}',
        b'{"a":"\\u0041"}',
        b'{"a":1,"a":1}',
        b'{"a":1.0}',
        b'{"a":-0}',
        b"[]",
        b"null",
        b"",
        b"\xff",
        b'{"a":NaN}',
        b'{"a":' * 100_000,
        b'{"a":' + b"9" * 5_000 + b"}",
    ],
    ids=lambda each: repr(each[:12]),
)
def test_a_text_that_no_archive_writes_is_refused_under_its_right_hash_too(content: bytes) -> None:
    with pytest.raises(DefinitionError, match="a copy"):
        read_archived(content, hash_of(content), source="a copy")
