"""The types of question a page can ask.

>>> from localgov_components.forms.questions import YesNo
>>> YesNo.kind
'yes-no'
"""

from localgov_components.forms.questions.by_hand import ManualAddress
from localgov_components.forms.questions.chosen import NONE, Choice, TickBoxes, YesNo
from localgov_components.forms.questions.looked_up import NOT_LISTED, Lookup
from localgov_components.forms.questions.question import (
    Context,
    Option,
    OptionSource,
    Possible,
    Question,
    Reading,
    SearchableSource,
)
from localgov_components.forms.questions.typed import EmailInput, PostcodeInput, Text

__all__ = [
    "NONE",
    "NOT_LISTED",
    "Choice",
    "Context",
    "EmailInput",
    "Lookup",
    "ManualAddress",
    "Option",
    "OptionSource",
    "Possible",
    "PostcodeInput",
    "Question",
    "Reading",
    "SearchableSource",
    "Text",
    "TickBoxes",
    "YesNo",
]
