"""Random rows of cells of every type."""

from typing import Final

from hypothesis import strategies as st

UNSEEN: Final = ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")
"""Categories of Unicode whose characters are not seen."""

texts = st.text(
    st.one_of(
        st.sampled_from(" \n'=+-@,\";_x0041"), st.characters(exclude_categories=UNSEEN), st.sampled_from("\u200c\u200d")
    ),
    min_size=1,
).filter(str.strip)

values = st.one_of(
    texts,
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**20), max_value=10**20),
    st.dates(),
)

grids = st.lists(st.lists(st.none() | values, min_size=3, max_size=3), min_size=1, max_size=4)
