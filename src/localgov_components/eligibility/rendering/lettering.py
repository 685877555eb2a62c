r"""Text as it may be shown: on one line, without characters that would speak to a terminal or turn a line round.

>>> one_line("Savings\n and  investments"), one_line("\x1b[31mred")
('Savings and investments', '\\x1b[31mred')
"""

__all__ = ["capital", "one_line"]

_JOINERS = "\u200c\u200d"
"""Not printable by themselves, and part of words and emoji."""


def one_line(text: str) -> str:
    """The text on one line, with what is not printable written out."""
    line = " ".join(text.split())
    if line.isprintable():
        return line
    return "".join(each if each.isprintable() or each in _JOINERS else ascii(each)[1:-1] for each in line)


def capital(text: str) -> str:
    """The text with a capital at the beginning."""
    return text[:1].upper() + text[1:]
