"""Text that a spreadsheet shows and does not run.

A cell that begins like a formula is run when somebody opens the file (CSV injection, OWASP). An
apostrophe before it makes it text.

>>> plain_cell("=1+1"), plain_cell("WASTE-GARDEN")
("'=1+1", 'WASTE-GARDEN')
"""

__all__ = ["plain_cell"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain_cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
