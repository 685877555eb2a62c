import pytest

from localgov_components.eligibility.changes.work import SpentError, Work


def test_what_is_left_may_be_spent_to_the_last_part_and_no_more() -> None:
    work = Work(10)
    work.spend(4)
    work.spend(6)
    work.spend(0)
    with pytest.raises(SpentError):
        work.spend(1)


def test_what_is_too_much_is_not_taken_off() -> None:
    work = Work(10)
    with pytest.raises(SpentError):
        work.spend(11)
    work.spend(10)
