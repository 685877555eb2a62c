"""The JSON Schema of a document of rules, for programs in any language.

It says how a document is written. Whether types and units fit, and whether each is spelled in the one way, only
`from_document` says.

>>> schema = document_schema()
>>> schema["$schema"], schema["required"]
('https://json-schema.org/draft/2020-12/schema', ['language', 'enums', 'facts', 'definitions', 'rules'])
"""

import json
from importlib.resources import files

from pydantic import JsonValue

__all__ = ["SCHEMA_FILE", "document_schema"]

SCHEMA_FILE = "rules-1.schema.json"
"""Name of the file in the package's data; it ends in the version of the language."""


def document_schema() -> dict[str, JsonValue]:
    """The schema, of draft 2020-12, as the package ships it."""
    text = files("localgov_components.rules.document").joinpath("data", SCHEMA_FILE).read_text(encoding="utf-8")
    schema: dict[str, JsonValue] = json.loads(text)
    return schema
