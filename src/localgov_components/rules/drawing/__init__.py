"""Rules drawn: as an SVG picture, or as the text of a Mermaid flowchart; with a case, coloured in.

>>> from localgov_components.rules import policy_value
>>> print(mermaid({"few-bins": policy_value("most_bins", int) <= 4}))
flowchart LR
    n1[["few#45;bins#58;<br>the most bins is at most 4"]]
"""

from localgov_components.rules.drawing.mermaid_text import mermaid
from localgov_components.rules.drawing.picture import svg

__all__ = ["mermaid", "svg"]
