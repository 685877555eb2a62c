from itertools import combinations

import pytest

from localgov_components.policy import Layer

ORDER = [Layer.UK, Layer.NATION, Layer.GROUP, Layer.COUNCIL, Layer.SERVICE]


def test_layers_go_from_the_widest_to_the_nearest() -> None:
    assert list(Layer) == ORDER
    assert [layer.depth for layer in ORDER] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(("wide", "near"), list(combinations(ORDER, 2)))
def test_of_two_layers_one_is_nearer(wide: Layer, near: Layer) -> None:
    assert near.is_nearer_than(wide)
    assert not wide.is_nearer_than(near)
    assert not near.is_nearer_than(near)
