"""Text that a spreadsheet shows and does not run.

A cell that begins like a formula is run when somebody opens the file. An apostrophe before it makes it text. The
characters are those that OWASP lists under CSV injection (https://owasp.org/www-community/attacks/CSV_Injection),
and NUL, which its Application Security Verification Standard 5.0 adds (requirement 1.2.10). Spreadsheets of some
languages take the full-width forms for the plain ones.

>>> plain_cell("=1+1"), plain_cell("WASTE-GARDEN")
("'=1+1", 'WASTE-GARDEN')
"""

__all__ = ["STARTERS", "plain_cell"]

STARTERS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n", "\0")
"""What a formula may begin with: four signs, the same in full width, and control characters that may stand before."""


def plain_cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(STARTERS) else text
