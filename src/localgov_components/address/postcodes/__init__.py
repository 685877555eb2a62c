"""Postcodes of the United Kingdom in one file: where each lies, since when, and in which councils.

>>> from localgov_components.core import NotFoundError
>>> try:
...     PostcodesFile.open("no-such-file")
... except NotFoundError as error:
...     print(error)
there is no postcodes file 'no-such-file'. Build one with: localgov postcodes build
"""

from localgov_components.address.postcodes.build import PostcodesReport
from localgov_components.address.postcodes.postcodes_file import PostcodeEntry, PostcodesFile

__all__ = ["PostcodeEntry", "PostcodesFile", "PostcodesReport"]
