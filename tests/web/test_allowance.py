from localgov_components.web.allowance import ALL_TOGETHER, EACH, MOST_DRAFTS, Allowance


def test_a_draft_is_given_so_many_a_minute_and_then_has_to_wait() -> None:
    allowance = Allowance()
    assert all(allowance.take("one", now=second / 10) for second in range(EACH))
    assert not allowance.take("one", now=30)
    assert allowance.take("another", now=30)
    assert allowance.take("one", now=60)


def test_many_drafts_together_are_bounded_too() -> None:
    allowance = Allowance()
    assert all(allowance.take(str(number), now=1) for number in range(ALL_TOGETHER))
    assert not allowance.take("one more", now=1)


def test_drafts_that_are_not_the_latest_are_forgotten() -> None:
    allowance = Allowance(each=1, all_together=1_000_000)
    for number in range(MOST_DRAFTS + 1):
        assert allowance.take(str(number), now=number / 1000)
    assert not allowance.take("1", now=5)
    assert allowance.take("0", now=5)


def test_it_does_not_show_whose_drafts_it_knows() -> None:
    allowance = Allowance()
    allowance.take("a token", now=1)
    assert "token" not in repr(allowance)
