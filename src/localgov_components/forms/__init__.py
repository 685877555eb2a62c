"""Forms as data: pages and questions that set facts, and the routes through them.

>>> from localgov_components.forms import Form, Journey, Page, YesNo, answer
>>> from localgov_components.rules import Fact, Facts, fact, not_
>>> class Household(Facts, id="household"):
...     credit: Fact[bool] = fact("somebody gets Universal Credit")
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> form = Form("concession", pages=(
...     Page("credit", YesNo(Household.credit)),
...     Page("blue-badge", YesNo(Household.badge), ask_if=not_(Household.credit)),
... ))
>>> answered = answer(form, {}, "credit", {"credit": ["no"]})
>>> Journey(form, answered.answers).next_page
Page('blue-badge')
"""

from localgov_components.forms.answering import Answered, answer
from localgov_components.forms.checking import check
from localgov_components.forms.drawing import diagram
from localgov_components.forms.form import Exit, Form, Page, WordingNeeds
from localgov_components.forms.journey import Answers, Journey
from localgov_components.forms.questions import (
    NONE,
    NOT_LISTED,
    Choice,
    Context,
    EmailInput,
    Lookup,
    ManualAddress,
    Option,
    OptionSource,
    PostcodeInput,
    Question,
    Reading,
    SearchableSource,
    Text,
    TickBoxes,
    YesNo,
)
from localgov_components.forms.schema import answers_schema
from localgov_components.forms.typed_text import Submitted
from localgov_components.forms.walking import Walk, Walks, walks
from localgov_components.forms.wording import check_wording, label, summary, title

__all__ = [
    "NONE",
    "NOT_LISTED",
    "Answered",
    "Answers",
    "Choice",
    "Context",
    "EmailInput",
    "Exit",
    "Form",
    "Journey",
    "Lookup",
    "ManualAddress",
    "Option",
    "OptionSource",
    "Page",
    "PostcodeInput",
    "Question",
    "Reading",
    "SearchableSource",
    "Submitted",
    "Text",
    "TickBoxes",
    "Walk",
    "Walks",
    "WordingNeeds",
    "YesNo",
    "answer",
    "answers_schema",
    "check",
    "check_wording",
    "diagram",
    "label",
    "summary",
    "title",
    "walks",
]
