"""GOV.UK Pay's published OpenAPI document, made to agree with the service it describes."""

from typing import Any

import jsonschema_rs

# The document calls these values objects; in its own examples, and in the service, they are texts, numbers or booleans.
WRONGLY_OBJECTS = (("PostLink", "params"), ("ExternalMetadata", "metadata"))


class Contract:
    """Holds bodies against the schemas of the document."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self._schemas: dict[str, Any] = document["components"]["schemas"]
        for schema, name in WRONGLY_OBJECTS:
            self._schemas[schema]["properties"][name] = {"type": "object"}

    def assert_fits(self, schema: str, body: object) -> None:
        """Fail when a body breaks a schema, or has a field that the schema does not know."""
        rule = {"$ref": f"#/components/schemas/{schema}", "components": self.document["components"]}
        jsonschema_rs.validator_for(rule).validate(body)
        assert self.unknown_fields(schema, body) == []

    def unknown_fields(self, schema: str, body: object) -> list[str]:
        """Fields of a body, and of what is inside it, that no schema mentions."""
        return list(self._unknown({"$ref": f"#/components/schemas/{schema}"}, body, schema))

    def _unknown(self, rule: dict[str, Any], body: object, place: str) -> list[str]:
        if "$ref" in rule:
            rule = self._schemas[rule["$ref"].rpartition("/")[2]]
        if isinstance(body, list):
            return [found for item in body for found in self._unknown(rule["items"], item, f"{place}[]")]
        if not isinstance(body, dict) or "properties" not in rule or rule is self._schemas["ExternalMetadata"]:
            return []
        known = rule["properties"]
        strange = [f"{place}.{name}" for name in body if name not in known]
        inner = [self._unknown(known[name], value, f"{place}.{name}") for name, value in body.items() if name in known]
        return strange + [found for places in inner for found in places]
