"""Reading postcodes that people typed, beside UkPostcodeParser and uk-postcodes-parsing."""

import random
from collections.abc import Callable, Sequence

from uk_postcodes_parsing import ukpostcode
from ukpostcodeparser import parse_uk_postcode

from benchmarks.measure import compare, version_of
from localgov_components.identifiers import Postcode

ITEMS = 5_000
ITEMS_IN_PARTS = 500
ITEMS_IN_COLUMN = 50_000
DISTRICTS = [f"DT{number}" for number in range(50, 100)]
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # the inward code never has C, I, K, M, O or V
FORMS: Sequence[Callable[[str], str]] = (
    str,
    lambda text: text.replace(" ", ""),
    lambda text: text.replace(" ", "").lower(),
)


def postcodes(items: int) -> list[str]:
    """Postcodes in districts most of which were never issued, as they stand in a file."""
    chance = random.Random(97)
    inward = [f"{chance.randrange(10)}{chance.choice(LETTERS)}{chance.choice(LETTERS)}" for _ in range(items)]
    return [f"{chance.choice(DISTRICTS)} {each}" for each in inward]


def as_typed(texts: Sequence[str]) -> list[str]:
    """The same, spaced and in capitals as people do and do not."""
    chance = random.Random(98)
    return [chance.choice(FORMS)(text) for text in texts]


def main() -> None:
    """Compare on the same postcodes, which all must read alike."""
    typed = as_typed(postcodes(ITEMS))
    written = postcodes(ITEMS_IN_PARTS)
    column = as_typed(postcodes(ITEMS_IN_COLUMN))
    require_agreement(typed, written, column)
    parser, parsing = version_of("UkPostcodeParser"), version_of("uk-postcodes-parsing")
    compare(
        "Say whether a text is a postcode (its parse is the peer's only way)",
        {
            "localgov-components": lambda: [Postcode.is_valid(text) for text in typed],
            parser: lambda: [parse_uk_postcode(text) for text in typed],
        },
        items=len(typed),
    )
    compare(
        "Parse a postcode to a value",
        {
            "localgov-components": lambda: [Postcode.parse(text) for text in typed],
            parser: lambda: [parse_uk_postcode(text) for text in typed],
        },
        items=len(typed),
    )
    compare(
        "Parse a postcode to every part (the peer also looks in its directory)",
        {
            "localgov-components": lambda: [Postcode.parse(text).parts for text in written],
            parsing: lambda: [ukpostcode.parse(text) for text in written],
        },
        items=len(written),
    )
    compare(
        "Read a column of postcodes",
        {
            "localgov-components": lambda: Postcode.read_column(column),
            parser: lambda: [parse_uk_postcode(text) for text in column],
        },
        items=len(column),
    )


def require_agreement(typed: Sequence[str], written: Sequence[str], column: Sequence[str]) -> None:
    """Stop where the contenders read a postcode differently."""
    for text in typed:
        ours = Postcode.parse(text)
        if not Postcode.is_valid(text) or (ours.outward, ours.inward) != tuple(parse_uk_postcode(text)):
            raise SystemExit(f"The contenders disagree about {text!r}: fix that before comparing their speed.")
    for text in written:
        peer = ukpostcode.parse(text)
        theirs = (peer.area, peer.district, peer.sub_district, peer.outcode, peer.sector, peer.incode, peer.unit)
        if Postcode.parse(text).parts != theirs:
            raise SystemExit(f"The contenders disagree about the parts of {text!r}.")
    if Postcode.read_column(column).texts != [" ".join(parse_uk_postcode(text)) for text in column]:
        raise SystemExit("The contenders disagree about a column.")


if __name__ == "__main__":
    main()
