"""The published schema of policy documents: what is written fits it, and what does not fit it is refused."""

import copy
import json
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from tests.policy.test_document import DOCUMENT, policies

from localgov_components.core import DefinitionError
from localgov_components.core.canonical import canonical_json
from localgov_components.policy import PolicySet, policy_document, policy_schema, read_policy_document

VALIDATOR = jsonschema_rs.Draft202012Validator(policy_schema(), validate_formats=True)


def test_the_schema_is_one_of_draft_2020_12_and_is_given_anew_each_time() -> None:
    assert jsonschema_rs.meta.is_valid(policy_schema())
    policy_schema().clear()
    assert policy_schema()["title"] == "A policy document, format 1"


@given(policies())
def test_every_document_that_is_written_fits(policy: PolicySet) -> None:
    assert [*VALIDATOR.iter_errors(json.loads(canonical_json(policy_document(policy))))] == []


WRONG: dict[str, tuple[tuple[str | int, ...], Any]] = {
    "another format": (("policy_format",), 2),
    "a period that there is not": (("keys", 0, "per"), "fortnight"),
    "a period of nothing": (("keys", 0, "per"), None),
    "a type that there is not": (("keys", 0, "type"), "cash"),
    "a label that is no text": (("keys", 0, "label"), 5),
    "a part that nobody knows": (("keys", 0, "colour"), "green"),
    "a layer that there is not": (("values", 0, "layer"), "parish"),
    "a value that is no scalar": (("values", 0, "value"), [1]),
    "a number with a point": (("values", 0, "value"), 1.5),
    "a day that is none": (("values", 0, "from"), "2026-04-31"),
    "an instant in another zone": (("values", 0, "recorded"), "2026-01-01T00:00:00+01:00"),
    "a legal basis without a role": (("values", 2, "set_aside"), {"basis": "a law", "date": "2026-01-01"}),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_does_not_fit_is_refused_by_what_reads_it_too(name: str) -> None:
    path, wrong = WRONG[name]
    document: Any = copy.deepcopy(DOCUMENT)
    *way, last = path
    at = document
    for step in way:
        at = at[step]
    at[last] = wrong
    assert not VALIDATOR.is_valid(document)
    with pytest.raises(DefinitionError):
        read_policy_document(document, source="p.json")


def test_the_period_of_a_text_is_refused_by_both() -> None:
    document: Any = {
        "policy_format": 1,
        "keys": [
            {"key": "a", "type": "text", "label": "A", "cites": "", "bounds": [], "prescribed": False, "per": "week"}
        ],
        "values": [],
    }
    assert not VALIDATOR.is_valid(document)
    with pytest.raises(DefinitionError, match=r"Give Per\.WEEK to money"):
        read_policy_document(document, source="p.json")
    document["keys"][0]["type"] = "money"
    assert VALIDATOR.is_valid(document)
    assert read_policy_document(document, source="p.json").declarations["a"].per == "week"
