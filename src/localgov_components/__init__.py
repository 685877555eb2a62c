"""Shared building blocks from which UK councils compose their own services.

Import the room you need; importing the package itself loads nothing else:

>>> from localgov_components.money import Money
>>> Money("12.34") + Money("0.66")
Money('13.00')
"""

__all__ = ["__version__"]

__version__ = "0.1.0"
