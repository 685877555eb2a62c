"""Reading a column of postcodes, beside UkPostcodeParser row by row.

A process of its own: the directory that another peer holds in memory slows whatever looks things up beside it.
"""

from ukpostcodeparser import parse_uk_postcode

from benchmarks.measure import compare, version_of
from benchmarks.postcodes import as_typed, postcodes
from localgov_components.identifiers import Postcode

ITEMS = 50_000


def main() -> None:
    """Compare on the same column, which both must read alike."""
    column = as_typed(postcodes(ITEMS))
    if Postcode.read_column(column).texts != [" ".join(parse_uk_postcode(text)) for text in column]:
        raise SystemExit("The two disagree about a column: fix that before comparing their speed.")
    compare(
        "Read a column of postcodes",
        {
            "localgov-components": lambda: Postcode.read_column(column),
            version_of("UkPostcodeParser"): lambda: [parse_uk_postcode(text) for text in column],
        },
        items=ITEMS,
    )


if __name__ == "__main__":
    main()
