"""Make the published JSON Schema of documents of rules from the forms that the package writes and reads them by.

    python scripts/make_rules_schema.py    writes src/localgov_components/rules/document/data/rules-1.schema.json

A test holds the file against what this makes.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

from localgov_components.core.files import replace_file
from localgov_components.core.model import Sensitivity
from localgov_components.core.value import Value
from localgov_components.rules import Per
from localgov_components.rules.document import LANGUAGE_VERSION
from localgov_components.rules.document.forms import FORMS
from localgov_components.rules.document.leaves import LEAF_KEYS, REASONS
from localgov_components.rules.document.parts import Branches, Form, Many, Nothing, Number, OfMember, One, Part, Words
from localgov_components.rules.document.schema import SCHEMA_FILE
from localgov_components.rules.document.value_types import POLICY_TYPES, types_by_word, value_words
from localgov_components.rules.facts import Protected
from localgov_components.rules.measures import MOST_DIGITS, MOST_PLACES

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "src" / "localgov_components" / "rules" / "document" / "data" / SCHEMA_FILE

Schema = dict[str, Any]

MOST_WRITTEN = 10**15
EXPRESSION: Schema = {"$ref": "#/$defs/expression"}
TEXT: Schema = {"type": "string", "minLength": 1}
MEMBER: Schema = {"type": "string", "pattern": "^member(_[2-9]|_1[0-9])?$"}
ENUM: Schema = {"type": "object", "properties": {"enum": TEXT}, "required": ["enum"], "additionalProperties": False}
MEASURE: Schema = {
    "per": {"enum": list(Per)},
    "places": {"type": "integer", "minimum": 0, "maximum": MOST_PLACES},
    "at_most": {"type": "integer", "minimum": 1, "maximum": MOST_WRITTEN},
}
PLAIN: Mapping[str, Schema] = {
    "decimal": {"type": "string", "pattern": r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$", "examples": ["0.2"]},
    "date": {"type": "string", "format": "date", "examples": ["2026-04-01"]},
}


def main() -> int:
    """Write the file."""
    replace_file(FILE, text().encode())
    return 0


def text() -> str:
    """The file's content."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def schema() -> Schema:
    """The schema of a whole document."""
    sections = {
        "language": {"const": LANGUAGE_VERSION},
        "enums": named({"$ref": "#/$defs/members_of_an_enum"}),
        "facts": named({"$ref": "#/$defs/declaration"}),
        "definitions": named({"$ref": "#/$defs/definition"}),
        "rules": named(EXPRESSION),
    }
    kinds = expressions()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:localgov-components:rules:{LANGUAGE_VERSION}",
        "title": f"A document of rules, version {LANGUAGE_VERSION} of the language",
        "description": "How rules are written. Types, units and the one spelling are checked by what reads them.",
        **closed(sections),
        "$defs": {
            "members_of_an_enum": {
                "type": "array",
                "minItems": 1,
                "items": closed(
                    {"name": TEXT, "value": {"type": ["string", "integer"]}, "label": TEXT},
                    optional=("label",),
                ),
            },
            "declaration": declaration(),
            "definition": closed(
                {
                    "label": TEXT,
                    "as": EXPRESSION,
                    "denied": TEXT,
                    "cites": TEXT,
                    "plural": {"type": "boolean"},
                    "of": {"type": "array", "minItems": 1, "items": TEXT},
                },
                optional=("denied", "cites", "plural", "of"),
            ),
            "expression": expression(kinds),
            **{f"expression_{head}": each for head, each in kinds.items()},
        },
    }


def declaration() -> Schema:
    """The schema of what is declared about a fact."""
    members = closed({"members": {"type": "array", "minItems": 1, "uniqueItems": True, "items": TEXT}})
    said = {
        "denied": TEXT,
        "meaning": TEXT,
        "cites": TEXT,
        "sensitivity": {"enum": list(get_args(Sensitivity))},
        "actionable": {"const": True},
        "protected": {"enum": list(get_args(Protected))},
        "cost": {"type": "integer", "minimum": 0, "maximum": MOST_WRITTEN},
        "judgement": {"const": True},
        "plural": {"type": "boolean"},
        **MEASURE,
    }
    kinds = {"type": {"anyOf": [{"enum": list(types_by_word())}, ENUM, members]}, "label": TEXT}
    return closed({**kinds, **said}, optional=said)


def expression(kinds: Iterable[str]) -> Schema:
    """The schema of any expression: which kind an object is follows from its key, so that none is tried in vain."""
    return {
        "if": {"type": "object"},
        "then": {
            "anyOf": [{"required": [head]} for head in kinds],
            "dependentSchemas": {head: {"$ref": f"#/$defs/expression_{head}"} for head in kinds},
        },
        "else": {"type": ["boolean", "integer", "string"], "minimum": -MOST_WRITTEN, "maximum": MOST_WRITTEN},
    }


def expressions() -> dict[str, Schema]:
    """The schema of each kind of expression that is an object, by the key it is known by."""
    values = {word: closed({word: value(word, types_by_word()[word])}) for word in value_words()}
    return {**leaves(), **{head: of_form(form) for head, form in FORMS.items()}, **values}


def leaves() -> dict[str, Schema]:
    """The schemas of facts, policy values, definitions, values of enums, and what a table does not say."""
    whole = {"places": MEASURE["places"] | {"maximum": MOST_DIGITS}, "at_most": {"type": "integer", "minimum": 1}}
    measure = closed({"per": MEASURE["per"], "written": {"const": True}, **whole}, optional=("per", "written"))
    keys = {
        "fact": {"fact": TEXT, "of": MEMBER},
        "policy": {"policy": TEXT, "type": {"enum": list(POLICY_TYPES)}, **MEASURE},
        "enum": {"enum": TEXT, "value": {"type": ["string", "integer"]}},
        "undefined": {
            "undefined": {"enum": list(REASONS)},
            "table": {"type": "string"},
            "type": {"anyOf": [{"enum": list(types_by_word())}, ENUM]},
            "measure": measure,
        },
    }
    mention = {"definition": TEXT, "of": {"type": "array", "minItems": 1, "items": MEMBER}}
    found = {"definition": closed(mention, optional=("of",))}
    return found | {head: closed(keys[head], optional=optional) for head, (_, optional) in LEAF_KEYS.items()}


def of_form(form: Form) -> Schema:
    """The schema of a node of a form."""
    properties = {field.key: of_part(field.part) for field in form.fields}
    return closed({**properties, "as": MEMBER} if form.binds else properties, optional=form.optional)


def of_part(part: Part) -> Schema:
    """The schema of what stands under a key."""
    match part:
        case One() | OfMember():
            return EXPRESSION
        case Many(least=least):
            return {"type": "array", "minItems": least, "items": EXPRESSION}
        case Branches():
            return {"type": "array", "minItems": 1, "items": closed({"when": EXPRESSION, "then": EXPRESSION})}
        case Words(words=words):
            return {"enum": list(words)}
        case Number(most=most):
            return {"type": "integer", "minimum": 0, "maximum": most}
        case Nothing():
            return {"const": True}


def value(word: str, kind: Any) -> Schema:  # noqa: ANN401 - a class of values
    """The schema of the text of a value."""
    return dict(kind.json_schema) if issubclass(kind, Value) else dict(PLAIN.get(word, {}))


def named(of: Schema) -> Schema:
    """The schema of an object whose keys are names."""
    return {"type": "object", "additionalProperties": of}


def closed(properties: Mapping[str, Schema], *, optional: Iterable[str] = ()) -> Schema:
    """The schema of an object with some keys and no others."""
    required = [key for key in properties if key not in set(optional)]
    return {"type": "object", "properties": dict(properties), "required": required, "additionalProperties": False}


if __name__ == "__main__":
    sys.exit(main())
