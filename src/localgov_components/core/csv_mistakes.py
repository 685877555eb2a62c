"""What Python's `csv` finds wrong with a line, in words for those who wrote the file.

>>> csv_mistake(csv.Error("unexpected end of data"))
'a quotation mark is not closed'
"""

import csv

__all__ = ["csv_mistake"]

_WORDS = {
    "expected after": "something follows the quotation mark that closes a cell; write one of the text itself twice",
    "unexpected end of data": "a quotation mark is not closed",
    "field limit": "a cell is too long",
    "new-line character": "a line breaks within a cell that has no quotation marks",
}
"""By what the words of `csv` are known, and ours."""


def csv_mistake(error: csv.Error) -> str:
    """What is wrong."""
    return next((words for said, words in _WORDS.items() if said in str(error)), str(error))
