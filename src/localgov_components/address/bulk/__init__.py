r"""Many addresses matched to a gazetteer: those of a file, of a data frame, or of a frame on a Spark cluster.

Few addresses need `Gazetteer.match_many` and nothing of this. Needs the extras `[address]` and `[population]`, and
for Spark `[spark]`.

>>> from pathlib import Path
>>> from localgov_components.address import Gazetteer
>>> _ = Gazetteer.build("examples/addresses.csv", "addresses.gazetteer")
>>> _ = Path("bins.csv").write_text("bin,where\n7,\"Flat 2, 10 Mill Lane, DT97 1AF\"\n8,99 Mill Lane DT97 1AF\n")
>>> with Gazetteer.open("addresses.gazetteer") as gazetteer:
...     summary = match_file(MatchJob(gazetteer, Path("bins.csv"), ["where"], Path("matched.csv")))
>>> print(summary.text())
read 2 = matched 1 + ambiguous 0 + parent only 0 + not found 1 + rejected 0
for a person to look at: 1 row
>>> print(Path("matched.csv").read_text(encoding="utf-8-sig").strip())
bin,where,uprn,match_outcome,match_score,parent_uprn
7,"Flat 2, 10 Mill Lane, DT97 1AF",999900105069,matched,...,
8,99 Mill Lane DT97 1AF,,not-found,,
"""

from localgov_components.address.bulk.columns import MATCH_COLUMNS
from localgov_components.address.bulk.frames import match_frame
from localgov_components.address.bulk.job import MatchJob
from localgov_components.address.bulk.run import match_file
from localgov_components.address.bulk.spark import match_on_spark
from localgov_components.address.bulk.summary import MatchRejects, MatchSummary

__all__ = [
    "MATCH_COLUMNS",
    "MatchJob",
    "MatchRejects",
    "MatchSummary",
    "match_file",
    "match_frame",
    "match_on_spark",
]
