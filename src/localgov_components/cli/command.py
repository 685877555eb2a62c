"""The command and its parts.

Exit codes, for scripts: 0 it is done, or the answer is yes; 1 the answer is no (a scenario failed, a
variation is unsigned); 2 the words of the call are off; 3 a file or value was refused; 4 something
elsewhere does not answer.
"""

from localgov_components.core.libraries import needs_extra

with needs_extra("cli"):
    import click

from localgov_components import __version__
from localgov_components.cli.addresses import gazetteer
from localgov_components.cli.calendars import calendars
from localgov_components.cli.comparing import compare_command
from localgov_components.cli.councils import lint_codes_command
from localgov_components.cli.deciding import decide
from localgov_components.cli.errors import CommandGroup
from localgov_components.cli.income import income
from localgov_components.cli.matching import match, review, score
from localgov_components.cli.plugins import plugins
from localgov_components.cli.policy import policy
from localgov_components.cli.population import population
from localgov_components.cli.postcodes import postcodes
from localgov_components.cli.scenarios import scenarios
from localgov_components.cli.services import check, diagram
from localgov_components.cli.serving import demo, pay_sandbox, resolve, serve

__all__ = ["localgov"]


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="localgov")
def localgov() -> None:
    """Shared building blocks for council services."""


for _part in (
    calendars, check, compare_command, decide, demo, diagram, gazetteer, income, lint_codes_command, pay_sandbox,
    plugins, policy, population, postcodes, resolve, scenarios, serve,
):  # fmt: skip
    localgov.add_command(_part)

for _part in (match, review, score):
    gazetteer.add_command(_part)
