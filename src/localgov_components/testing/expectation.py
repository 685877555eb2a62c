"""What a contract asks for, said in a sentence when it is not so.

>>> expect("the total is of all, not of the page", 3 == 2)
Traceback (most recent call last):
    ...
AssertionError: the contract asks that the total is of all, not of the page
"""

__all__ = ["expect"]


def expect(that: str, holds: bool, /) -> None:  # noqa: FBT001 - what an assertion is about
    """Fail the test with a sentence unless it holds."""
    if not holds:
        message = f"the contract asks that {that}"
        raise AssertionError(message)
