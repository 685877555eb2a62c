"""Reading a postcode that a person typed, beside UkPostcodeParser."""

import random

from ukpostcodeparser import parse_uk_postcode

from benchmarks.measure import compare, version_of
from localgov_components.identifiers import Postcode

ITEMS = 5_000
DISTRICTS = ("DT97", "DT98", "DT99")
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # the inward code never has C, I, K, M, O or V


def typed_postcodes() -> list[str]:
    """Postcodes in districts that were never issued, spaced and in capitals as people do and do not."""
    chance = random.Random(97)
    whole = [
        (chance.choice(DISTRICTS), f"{chance.randrange(10)}{chance.choice(LETTERS)}{chance.choice(LETTERS)}")
        for _ in range(ITEMS)
    ]
    forms = (
        lambda outward, inward: f"{outward} {inward}",
        lambda outward, inward: f"{outward}{inward}",
        lambda outward, inward: f"{outward}{inward}".lower(),
    )
    return [chance.choice(forms)(outward, inward) for outward, inward in whole]


def main() -> None:
    """Compare on the same postcodes, which both must read alike."""
    postcodes = typed_postcodes()
    for text in postcodes:
        ours = Postcode.parse(text)
        if (ours.outward, ours.inward) != tuple(parse_uk_postcode(text)):
            raise SystemExit(f"The two disagree about {text!r}: fix that before comparing their speed.")
    compare(
        "Parse a postcode",
        {
            "localgov-components": lambda: [Postcode.parse(text) for text in postcodes],
            version_of("UkPostcodeParser"): lambda: [parse_uk_postcode(text) for text in postcodes],
        },
        items=ITEMS,
    )


if __name__ == "__main__":
    main()
