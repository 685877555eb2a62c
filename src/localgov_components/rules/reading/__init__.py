"""Rules read aloud, in a sentence or as an outline, and values as people write them.

>>> from localgov_components.rules import policy_value
>>> read_aloud(policy_value("most_bins", int) <= 4)
'the most bins is at most 4'
"""

from localgov_components.rules.reading.outlines import outline
from localgov_components.rules.reading.sentence import read_aloud
from localgov_components.rules.reading.values import read_value

__all__ = ["outline", "read_aloud", "read_value"]
