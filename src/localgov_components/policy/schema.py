"""The JSON Schema of a policy document, for programs in any language.

It says how a document is written. Whether values have the type of their key, keep to its bounds and stand in the one
order, only `read_policy_document` says.

>>> schema = policy_schema()
>>> schema["$schema"], schema["required"]
('https://json-schema.org/draft/2020-12/schema', ['policy_format', 'keys', 'values'])
"""

import json
from importlib.resources import files

from pydantic import JsonValue

__all__ = ["SCHEMA_FILE", "policy_schema"]

SCHEMA_FILE = "policy-1.schema.json"
"""Name of the file in the package's data; it ends in the format of the document."""


def policy_schema() -> dict[str, JsonValue]:
    """The schema of policy documents, of draft 2020-12, as the package ships it."""
    text = files("localgov_components.policy").joinpath("data", SCHEMA_FILE).read_text(encoding="utf-8")
    schema: dict[str, JsonValue] = json.loads(text)
    return schema
