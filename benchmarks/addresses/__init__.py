"""A made-up gazetteer, and what people might type of it, with the right answer beside each text.

    python -m benchmarks.addresses FOLDER --size 200000 --texts 24000 --seed 2026

writes `gazetteer.csv` (headings of AddressBase Core), `typed.csv` (texts with their labels) and
`without_truth.csv` (the gazetteer again, less every property that a text means; the neighbours stay).
The same size and seed give the same bytes; a larger gazetteer begins with the towns of a smaller one.

The gazetteer imitates what makes real ones hard. A town has a centre, suburbs and villages. Streets have
odd and even sides with gaps, suffixes (12A), ranges (12-14), houses that are flats now (as Flat 1, Flat A,
12A, First Floor Flat), blocks with and without a number, with and without a row of their own, shops with
flats above, several firms at one number, works with units, terraces with their own numbers (3 Albert
Cottages, beside 3 Mill Lane), lanes of named houses, villages without streets, and a fifth of the towns
is Welsh. Street names repeat between the parts of a town and between towns, come in families (Larkfield
Road, Close and Avenue) and near-alike (Larkfield, Larksfield; Upper and Lower Mill Lane).

A text begins as a row of the gazetteer and goes through one fault class (`faults` and `untelling`), then
through a person's habits (case, commas, spaces). The label is not the row it began as: it is worked out
from what the text still says (`telling`), by comparing the parts that were written with all properties of
the town. Where two properties fit, the label is *ambiguous*; where a building fits whose flat is not said,
*parent-only*; where nothing does, *not-found*.

What people add to addresses and how they shorten words stands in `words.toml` four times. The matcher was
made with the first wording at hand. `--wording "held back"` shows what it makes of words that were held back
while it was made, though some were shown as examples of what to mend; `--wording afterwards` of words that
were written when it was finished; and `--wording fresh` of a wording with fault classes of its own (`fresh`:
residents, call centres, scanners, exports), which was written later still and showed what had not been thought of.

Everything is invented, and the postcodes are of districts that no area has.
"""

from benchmarks.addresses.labelled import LabelledText, labelled_texts
from benchmarks.addresses.property import Property
from benchmarks.addresses.town import Town, towns

__all__ = ["LabelledText", "Property", "Town", "labelled_texts", "towns"]
