"""Where the rules and policies that decided are kept, so that a decision can be made again years later.

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     archive = ArchiveFolder(folder)
...     archive.get(archive.put({"scheme": "concession"}))
{'scheme': 'concession'}
"""

from localgov_components.eligibility.archives.archive import Archive
from localgov_components.eligibility.archives.folder import ArchiveFolder
from localgov_components.eligibility.archives.table import ArchiveTable
from localgov_components.eligibility.archives.transfer import export_archive, import_archive

__all__ = ["Archive", "ArchiveFolder", "ArchiveTable", "export_archive", "import_archive"]
