"""The `localgov` command; every part of it is also `python -m localgov_components …`.

>>> from localgov_components.cli import localgov
>>> sorted(localgov.commands)[:3]
['calendars', 'check', 'compare']
"""

from localgov_components.cli.command import localgov

__all__ = ["localgov"]
