r"""What is wrong with the texts that were written for a form, and the ones its pages are known by.

A page has a title. Where it asks one question, the title is that question's label too.

>>> from localgov_components.core.messages import Catalogue
>>> from localgov_components.forms.questions import YesNo
>>> from localgov_components.rules import Fact, Facts, fact
>>> class Household(Facts, id="household"):
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> form = Form("concession", pages=[Page("blue-badge", YesNo(Household.badge, id="badge"))])
>>> texts = '[blue-badge]\ntitle = "Does anybody have a Blue Badge?"\nhnit = "Or a Blue Bagde"'
>>> for fault in check_wording(form, Catalogue.read({"en": texts})):
...     print(fault)
concession: no text for 'badge.error.empty'. Add it in every language
concession: no page or question uses the text 'blue-badge.hnit'. Remove it or correct its key
"""

from collections.abc import Collection, Iterator

from localgov_components.core.errors import Fault
from localgov_components.core.messages import Catalogue
from localgov_components.forms.form import Form, Page
from localgov_components.forms.questions import Question

__all__ = ["check_wording", "label", "summary", "title"]


def check_wording(
    form: Form, catalogue: Catalogue, *, values: Collection[str] = (), also: Collection[str] = ()
) -> tuple[Fault, ...]:
    """What is missing, unused, or asks for a value that nobody supplies.

    `values` are the placeholders that the service fills, in all but the texts of options. `also`
    begins keys that belong to somebody else, such as `start.`; they are left alone.
    """
    needs = form.wording()
    known = {*needs.required, *needs.optional}
    missing = [key for key in needs.required if key not in catalogue.keys]
    unused = [key for key in sorted(catalogue.keys - known) if not key.startswith(tuple(also))]
    return (
        *(Fault(form.id, f"no text for '{key}'. Add it in every language") for key in missing),
        *(Fault(form.id, f"no page or question uses the text '{key}'. Remove it or correct its key") for key in unused),
        *_placeholder_faults(form, catalogue, known, values),
    )


def title(page: Page, catalogue: Catalogue, language: str, **values: str) -> str:
    """The title of a page."""
    return catalogue.text(f"{page.id}.title", language, **values)


def label(page: Page, question: Question, catalogue: Catalogue, language: str, **values: str) -> str:
    """The label of a question: its own, or the title of its page."""
    own = catalogue.find(f"{question.id}.label", language, **values)
    return title(page, catalogue, language, **values) if own is None else own


def summary(page: Page, question: Question, catalogue: Catalogue, language: str, **values: str) -> str:
    """The few words by which check answers names a question: its own, or its label."""
    own = catalogue.find(f"{question.id}.summary", language, **values)
    return label(page, question, catalogue, language, **values) if own is None else own


def _placeholder_faults(form: Form, catalogue: Catalogue, keys: set[str], values: Collection[str]) -> Iterator[Fault]:
    supplied = _supplied(form, values)
    for key in sorted(keys & catalogue.keys):
        for name in sorted(catalogue.placeholders(key) - set(supplied.get(key, values))):
            yield Fault(form.id, f"nothing fills {{{name}}} in the text '{key}'. Remove it or correct its name")


def _supplied(form: Form, values: Collection[str]) -> dict[str, tuple[str, ...]]:
    """What can fill the texts that are not filled with the service's values alone.

    An option's text is shown in summaries as it stands; a problem's sentence has its parameters too.
    """
    supplied: dict[str, tuple[str, ...]] = {}
    for question in form.questions:
        supplied |= {f"{question.id}.{name}": () for name in question.words}
        supplied |= {f"{question.id}.error.{code}": (*names, *values) for code, names in question.problems.items()}
    return supplied
