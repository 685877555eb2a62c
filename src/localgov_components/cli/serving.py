"""`localgov serve`, `demo`, `pay-sandbox` and `resolve`: services at work."""

import secrets
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from importlib.resources import files
from pathlib import Path

import click

from localgov_components.address import Gazetteer
from localgov_components.cli.desks import open_addresses, open_desks
from localgov_components.cli.options import FOLDER, now
from localgov_components.cli.servers import Listener, run
from localgov_components.cli.walk import walk_through
from localgov_components.core.errors import NotFoundError
from localgov_components.payments import GOVUK_PAY_URL, GovUkPay, PaySandbox
from localgov_components.services import ServiceDesk
from localgov_components.storage import Store
from localgov_components.transport import HttpTransport

__all__ = ["demo", "pay_sandbox", "resolve", "serve"]

_LOOPBACK = "127.0.0.1"
_SANDBOX_KEY = "api_test_sandbox"
_CATCH_UP_SECONDS = 30.0

_HOST = click.option("--host", default=_LOOPBACK, show_default=True, help="Address to listen on.")
_DATABASE = click.option(
    "--database",
    required=True,
    envvar="LOCALGOV_DATABASE",
    help="Such as sqlite:///cases.db or postgresql+psycopg://user@host/name. [env: LOCALGOV_DATABASE]",
)
_GAZETTEER = click.option(
    "--gazetteer", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Address file."
)
_PAY_URL = click.option("--pay-url", default=GOVUK_PAY_URL, show_default=True, help="Where GOV.UK Pay is.")
_PAY_KEY = click.option(
    "--pay-key", required=True, envvar="LOCALGOV_PAY_KEY", help="API key; best given as [env: LOCALGOV_PAY_KEY]."
)
_OUTBOX = click.option(
    "--outbox", default=Path("outbox"), show_default=True, type=click.Path(file_okay=False, path_type=Path)
)


@click.command()
@click.argument("folders", nargs=-1, required=True, type=FOLDER)
@_HOST
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@_DATABASE
@_GAZETTEER
@_PAY_URL
@click.option(
    "--pay-origin",
    default="https://card.payments.service.gov.uk",
    show_default=True,
    help="Where the pages that take cards are.",
)
@click.option(
    "--public-url",
    envvar="LOCALGOV_PUBLIC_URL",
    help="Where browsers reach the service, such as https://services.council.gov.uk. [env: LOCALGOV_PUBLIC_URL]",
)
@_PAY_KEY
@click.option(
    "--os-places-key",
    envvar="LOCALGOV_OS_PLACES_KEY",
    help="Also ask OS Places, where the gazetteer has no address; best given as [env: LOCALGOV_OS_PLACES_KEY].",
)
@click.option(
    "--secret", required=True, envvar="LOCALGOV_SECRET", help="Signs cookies; best given as [env: LOCALGOV_SECRET]."
)
@_OUTBOX
@click.option("--insecure-cookies", is_flag=True, help="Let cookies travel without HTTPS, for a trial on loopback.")
def serve(  # noqa: PLR0913, PLR0917 - one parameter for each option
    folders: tuple[Path, ...],
    host: str,
    port: int,
    database: str,
    gazetteer: Path,
    pay_url: str,
    pay_origin: str,
    public_url: str | None,
    pay_key: str,
    os_places_key: str | None,
    secret: str,
    outbox: Path,
    *,
    insecure_cookies: bool,
) -> None:
    """Serve the services of councils' FOLDERS. Put a proxy that speaks HTTPS in front."""
    listener = Listener(host, port)
    from localgov_components.web import application

    with ExitStack() as open_things:
        desks = _open(open_things, folders, database, gazetteer, pay_url, pay_key, outbox, os_places_key=os_places_key)
        site = application(
            desks,
            secret=secret,
            clock=now,
            public_url=public_url or listener.url,
            pay_origin=pay_origin,
            secure_cookies=not insecure_cookies,
        )
        run(
            [(site, listener.bound())],
            meanwhile=lambda: _catch_up(desks),
            every=_CATCH_UP_SECONDS,
            ready=lambda: click.echo(f"Serving on {listener.url}. Press Ctrl-C to stop."),
        )


@click.command()
@click.argument("folders", nargs=-1, required=True, type=FOLDER)
@_DATABASE
@_GAZETTEER
@_PAY_URL
@_PAY_KEY
@_OUTBOX
def resolve(
    folders: tuple[Path, ...], database: str, gazetteer: Path, pay_url: str, pay_key: str, outbox: Path
) -> None:
    """Find out about payments that nobody came back for, complete those cases, and send what waits.

    Let a scheduler run it every few minutes, in as many places as you like.
    """
    with ExitStack() as open_things:
        desks = _open(open_things, folders, database, gazetteer, pay_url, pay_key, outbox)
        click.echo(f"{_catch_up(desks)} cases completed")


@click.command("pay-sandbox")
@click.option("--port", default=8001, show_default=True, help="Port on loopback.")
@click.option("--data", type=click.Path(dir_okay=False, path_type=Path), help="Keep payments in this file.")
def pay_sandbox(port: int, data: Path | None) -> None:
    """Run a stand-in for GOV.UK Pay on loopback: same API, hosted card page, no money."""
    with PaySandbox(api_key=_SANDBOX_KEY, clock=now, path=data) as sandbox:
        listener = Listener(_LOOPBACK, port)
        run(
            [(sandbox.application(), listener.bound())],
            meanwhile=lambda: None,
            every=_CATCH_UP_SECONDS,
            ready=lambda: click.echo(f"Pay sandbox on {listener.url}, API key {_SANDBOX_KEY}. Press Ctrl-C to stop."),
        )


@click.command()
@click.option(
    "--port", default=8000, show_default=True, help="Port of the service; the pay sandbox takes the next one."
)
@click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="Keep cases and messages in this folder."
)
@click.option("--walk", is_flag=True, help="Use the service once from end to end, as a browser would, and stop.")
def demo(port: int, data: Path | None, *, walk: bool) -> None:
    """Run the garden waste service of two fictional councils, with payments that move no money."""
    from localgov_components.web import application

    examples = _examples()
    councils = [examples / "ambleford", examples / "brackwater"]
    with ExitStack() as open_things:
        folder = data or Path(open_things.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        folder.mkdir(parents=True, exist_ok=True)
        Gazetteer.build(examples / "addresses.csv", folder / "addresses.gazetteer", built_at=now())
        sandbox = open_things.enter_context(PaySandbox(api_key=_SANDBOX_KEY, clock=now, path=folder / "pay-sandbox.db"))
        pay = Listener(_LOOPBACK, port + 1)
        database = f"sqlite:///{(folder / 'cases.db').as_posix()}"
        desks = _open(
            open_things, councils, database, folder / "addresses.gazetteer", pay.url, _SANDBOX_KEY, folder / "outbox"
        )
        service = Listener(_LOOPBACK, port)
        site = application(
            desks,
            secret=secrets.token_bytes(32),
            clock=now,
            public_url=service.url,
            pay_origin=pay.url,
            secure_cookies=False,
            demonstration=True,
        )
        code = run(
            [(site, service.bound()), (sandbox.application(), pay.bound())],
            meanwhile=lambda: _catch_up(desks),
            every=_CATCH_UP_SECONDS,
            ready=lambda: walk_through(service.url, desks) if walk else _welcome(service, pay, folder),
        )
    if code:
        raise SystemExit(code)


def _welcome(service: Listener, pay: Listener, folder: Path) -> None:
    click.echo(
        f"""
The garden waste service of two councils that do not exist is running. Open

    {service.url}

Try: postcode DT97 1AA in Ambleford, DT98 1AE in Brackwater, DT99 1AA for an address outside both.
Or do not know the postcode, and type: 12 mill
Pay with card 4242 4242 4242 4242, any name, security code and a date to come; 4000 0000 0000 0002 is
declined. No money moves: payments go to a sandbox on {pay.url}.
Cases, payments and messages are in {folder}
Press Ctrl-C to stop."""
    )


def _open(
    open_things: ExitStack,
    folders: Sequence[Path],
    database: str,
    gazetteer: Path,
    pay_url: str,
    pay_key: str,
    outbox: Path,
    *,
    os_places_key: str | None = None,
) -> list[ServiceDesk]:
    store = open_things.enter_context(Store.open(database))
    store.migrate()
    addresses = open_addresses(open_things, gazetteer, os_places_key)
    payments = GovUkPay(HttpTransport(), pay_key, base_url=pay_url)
    return open_desks(folders, store=store, addresses=addresses, payments=payments, outbox=outbox)


def _catch_up(desks: Sequence[ServiceDesk]) -> int:
    return sum(len(desk.catch_up(now=now())) for desk in desks)


def _examples() -> Path:
    """The example services: in the wheel beside the code, in a checkout beside `src`."""
    package = Path(str(files("localgov_components")))
    for place in (package / "examples", package.parents[1] / "examples"):
        if (place / "garden_waste").is_dir():
            return place
    raise NotFoundError("the example services are not installed. Install the package again.", code="demo.examples")
