import dataclasses

import pytest

from localgov_components.core import Problem


def test_a_problem_is_data_that_does_not_change() -> None:
    problem = Problem("text.error.too-long", field="name", params={"max_length": "200"})
    assert problem == Problem("text.error.too-long", field="name", params={"max_length": "200"})
    with pytest.raises(dataclasses.FrozenInstanceError):
        problem.code = "other"  # type: ignore[misc]


def test_a_problem_about_the_whole_page_has_no_field_and_shares_no_params() -> None:
    first, second = Problem("page.stale"), Problem("page.stale")
    assert first.field == ""
    assert first.params == {}
    assert first.params is not second.params
