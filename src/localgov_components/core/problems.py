"""Something to tell a person, as data; its words are found when it is shown.

A `Problem` is what checking a form, an address or a file finds. It holds a code and the
parameters of the sentence, never what the person typed, so that it may be logged and stored.
The sentence comes from a `Catalogue`, in the reader's language, following the GOV.UK error
message style (https://design-system.service.gov.uk/components/error-message/).

>>> Problem("postcode.format", field="postcode")
Problem(code='postcode.format', field='postcode', params={})
"""

import dataclasses
from collections.abc import Mapping

__all__ = ["Problem"]


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One thing for a person to put right.

    `field` is the control it belongs to, or empty when it is about the whole page. `params` fill
    the sentence: limits and dates of the rule, never the answer.
    """

    code: str
    field: str = ""
    params: Mapping[str, str] = dataclasses.field(default_factory=dict)
