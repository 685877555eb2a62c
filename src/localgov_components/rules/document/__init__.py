"""Rules as a JSON document: complete, exact, and the same for equal rules.

A document has five parts. `language` is the version of the language. `enums` and `facts` declare what rules speak
of, in full, so that no Python class is needed to read them. `definitions` are the named parts of rules, each
written once and referred to by its name. `rules` are the rules by name.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, define, fact
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("savings and investments", sensitivity="financial")
>>> too_much = define("too_much", Household.capital > Money("16000"), cites="SI 2012/2885, regulation 11")
>>> document = to_document({"refused": too_much})
>>> document["rules"]
{'refused': {'definition': 'too_much'}}
>>> content_hash(from_document(document, source="rules.json")["refused"]) == content_hash(too_much)
True
"""

from localgov_components.rules.document.reading import from_document
from localgov_components.rules.document.schema import document_schema
from localgov_components.rules.document.writing import LANGUAGE_VERSION, content_hash, to_document

__all__ = ["LANGUAGE_VERSION", "content_hash", "document_schema", "from_document", "to_document"]
