import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from tests.rules.document.examples import RULES, small_document
from tests.rules.document.spoiled import SPOILED, spoiled
from tests.rules.trees import rules_with_gaps

from localgov_components.core.canonical import canonical_json
from localgov_components.rules import Expression, to_document
from localgov_components.rules.document import document_schema
from localgov_components.rules.document.forms import FORMS
from localgov_components.rules.document.leaves import LEAF_KEYS

ROOT = Path(__file__).parents[3]
VALIDATOR = jsonschema_rs.Draft202012Validator(document_schema(), validate_formats=True)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_rules_schema", ROOT / "scripts" / "make_rules_schema.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_published_file_is_what_the_script_makes(script: ModuleType) -> None:
    assert script.FILE.read_text(encoding="utf-8") == script.text()


def test_the_schema_is_one_of_draft_2020_12() -> None:
    assert jsonschema_rs.meta.is_valid(document_schema())


def test_a_schema_is_given_anew_each_time() -> None:
    document_schema().clear()
    assert document_schema()["title"] == "A document of rules, version 1 of the language"


def test_every_rule_of_the_examples_validates() -> None:
    for document in (to_document(RULES), small_document()):
        assert [*VALIDATOR.iter_errors(document)] == []


@given(rules_with_gaps)
def test_every_document_that_is_written_validates(rule: Expression[Any]) -> None:
    document = json.loads(canonical_json(to_document({"rule": rule})))
    assert [*VALIDATOR.iter_errors(document)] == []


_BEYOND_A_SCHEMA = (
    "nothing uses it",
    "not spelled as",
    "no such enum",
    "no such fact",
    "no such definition",
    "a member of",
    "no member has this name",
    "not what the member is called",
    "not a value of this enum",
    "goes round in a circle",
    "speaks of other members",
    "a list whose members",
    "facts of a member that",
    "no fact '",
    "given twice",
    "keeps for itself",
    "not a name for",
    "not the id of a fact",
    "not the members of an enum",
    "places are for",
    "are for numbers",
    "cannot be compared",
    "has no meaning",
    "do not go together",
    "money per week and money",
    "joins conditions",
    "goes over members",
    "if_zero is",
    "not money as",
    "not decimal as",
    "decimal places",
    "not a size",
)
"""What only the reader knows: names and what they stand for, types, units, and the one spelling."""


_WRITTEN_WRONGLY = [case for case in SPOILED if not any(each in case[2] for each in _BEYOND_A_SCHEMA)]


@pytest.mark.parametrize("number", range(len(_WRITTEN_WRONGLY)))
def test_a_document_that_is_written_wrongly_does_not_validate(number: int) -> None:
    path, value, _ = _WRITTEN_WRONGLY[number]
    assert not VALIDATOR.is_valid(spoiled(path, value)), (path, value)


def test_every_kind_of_expression_is_on_the_page_of_file_formats() -> None:
    page = (ROOT / "docs" / "reference" / "file-formats.md").read_text(encoding="utf-8")
    missing = [
        head for head in ("definition", *LEAF_KEYS, *FORMS) if f'{{"{head}": ' not in page and f"`{head}`" not in page
    ]
    assert missing == []
