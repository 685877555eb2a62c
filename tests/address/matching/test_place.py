import pytest

from localgov_components.address.matching.place import PlaceFit, place_fit


@pytest.mark.parametrize(
    ("typed", "known", "fit"),
    [
        ("AMBLEFORD", "AMBLEFORD", PlaceFit.SAME),
        ("AMBLEFROD", "AMBLEFORD", PlaceFit.SPELLED),
        ("AMBLEFORD", "MILLBANK AMBLEFORD", PlaceFit.WITHIN),
        ("MILLBANK AMBLEFORD", "AMBLEFORD", PlaceFit.WIDER),
        ("WHITECROSS AMBLEFORD", "MILLBANK AMBLEFORD", PlaceFit.APART),
        ("BRACKWATER", "AMBLEFORD", PlaceFit.OTHER),
    ],
)
def test_places_fit_by_what_each_side_says_alone(typed: str, known: str, fit: PlaceFit) -> None:
    assert place_fit(frozenset(typed.split()), frozenset(known.split())) is fit
