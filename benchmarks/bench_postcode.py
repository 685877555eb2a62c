"""Reading postcodes that people typed, beside UkPostcodeParser and uk-postcodes-parsing."""

from collections.abc import Sequence

from uk_postcodes_parsing import ukpostcode
from ukpostcodeparser import parse_uk_postcode

from benchmarks.measure import compare, version_of
from benchmarks.postcodes import as_typed, postcodes
from localgov_components.identifiers import Postcode

ITEMS = 5_000
ITEMS_IN_PARTS = 500


def main() -> None:
    """Compare on the same postcodes, which all must read alike."""
    typed = as_typed(postcodes(ITEMS))
    written = postcodes(ITEMS_IN_PARTS)
    require_agreement(typed, written)
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


def require_agreement(typed: Sequence[str], written: Sequence[str]) -> None:
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


if __name__ == "__main__":
    main()
