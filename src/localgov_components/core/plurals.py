"""How many there are of something, in words: 1 row, 2 rows.

>>> counted(1, "row"), counted(2_500, "row"), counted(0, "address", "addresses")
('1 row', '2,500 rows', '0 addresses')
"""

__all__ = ["counted"]


def counted(number: int, one: str, several: str | None = None) -> str:
    """A number with the word for one or for several, which has an s behind it unless it is given."""
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"
