"""How much can be said of an identifier without asking whoever issued it.

>>> from localgov_components.identifiers import Nino
>>> Nino.parse("AB 12 34 56 C").status
<Status.WELL_FORMED: 'well-formed'>
>>> Nino.parse("QQ 12 34 56 C", allow_example=True).status
<Status.EXAMPLE: 'example'>
"""

from enum import StrEnum

__all__ = ["Status"]


class Status(StrEnum):
    """What is known of an identifier offline; none of them says that it was issued.

    `VALID`: it has a check of its own, a check character or a closed list, and passes. `WELL_FORMED`:
    its form is right, and there is nothing more to check. `EXAMPLE`: kept for documents and tests, never
    issued, and accepted only where examples are asked for. `ADMINISTRATIVE`: given out by an office for
    its own use. `TEMPORARY`: given out until a lasting one is.
    """

    VALID = "valid"
    WELL_FORMED = "well-formed"
    EXAMPLE = "example"
    ADMINISTRATIVE = "administrative"
    TEMPORARY = "temporary"
