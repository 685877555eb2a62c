"""Using a running service once, from its start page to the receipt, and telling what happens.

Nothing is special about this applicant: the walk goes over HTTP as a browser without JavaScript
would, reads each page, fills in its form by the labels, and follows where it leads.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import click

from localgov_components.cli.browser import Browser, HtmlPage
from localgov_components.cli.errors import ExitCode
from localgov_components.services import ServiceDesk

__all__ = ["walk_through"]

_MOST_PAGES = 30
_REFERENCE = re.compile(r"[A-Z]{2,6}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]")
_CARD = {
    "Card number": "4242 4242 4242 4242",
    "Month": "12",
    "Year": "99",
    "Name on card": "A Resident",
    "Card security code": "123",
}


@dataclass(frozen=True, slots=True)
class _Walk:
    """Which council, and what is answered, by the label of a control or an option."""

    council: str
    answers: Mapping[str, str]


_WALKS = (
    _Walk(
        "ambleford",
        {
            "What is the postcode of the property?": "DT97 1AA",
            "1 Tithebarn Street, Ambleford, DT97 1AA": "chosen",
            "2 bins": "chosen",
            "No, none of these": "chosen",
            "No": "chosen",
            "What is your full name?": "A Resident",
            "What is your email address?": "resident@example.com",
            **_CARD,
        },
    ),
    _Walk(
        "brackwater",
        {
            "What is the postcode of the property?": "DT98 1AE",
            "Flat Above, 2 Town Square, Brackwater, DT98 1AE": "chosen",
            "1 bin": "chosen",
            "Universal Credit": "chosen",
            "What is your full name?": "A Resident",
            "What is your email address?": "resident@example.com",
            **_CARD,
        },
    ),
)


def walk_through(url: str, desks: Sequence[ServiceDesk]) -> int:
    """Walk through the service of each council; 0 when every walk ends in a receipt."""
    done = 0
    for desk in desks:
        council, service = desk.running.council, desk.service.id
        for walk in _WALKS:
            if walk.council == council.id:
                done += _one_walk(f"{url}/{council.id}/{service}/", walk, council.name)
    if done != len(desks):
        return ExitCode.NO
    click.echo("\nBoth services work from end to end.")
    return ExitCode.DONE


def _one_walk(url: str, walk: _Walk, name: str) -> bool:
    click.echo(f"\n{name}\n{'=' * len(name)}")
    with Browser() as browser:
        page = browser.visit(url)
        for _ in range(_MOST_PAGES):
            click.echo(f"\n{page.title}")
            form = page.form()
            if form is None:
                return _arrived(page)
            fields, said = form.fill(walk.answers)
            for line in [f"> {answer}" for answer in said] or page.lines():
                click.echo(f"  {line}")
            page = browser.send(form, fields)
            if page.title.startswith("Error"):
                return _refused(page)
    click.echo("The walk does not come to an end.", err=True)
    return False


def _arrived(page: HtmlPage) -> bool:
    for line in page.lines():
        click.echo(f"  {line}")
    if any(_REFERENCE.search(line) for line in page.lines()):
        return True
    click.echo("This page has no case reference on it.", err=True)
    return False


def _refused(page: HtmlPage) -> bool:
    click.echo(f"\n{page.title}", err=True)
    for line in page.lines():
        click.echo(f"  {line}", err=True)
    return False
