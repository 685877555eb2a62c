"""One database for every room that keeps something: SQLite by default, PostgreSQL for many workers.

>>> from localgov_components.storage import Store
>>> store = Store.open("sqlite://")
>>> store.migrate()
>>> with store.begin() as connection:
...     connection.exec_driver_sql("SELECT count(*) FROM drafts").scalar_one()
0
>>> store.close()
"""

from localgov_components.storage.columns import JsonText, Pence, UtcDateTime
from localgov_components.storage.insertion import insert_once
from localgov_components.storage.schema import metadata
from localgov_components.storage.store import Store

__all__ = ["JsonText", "Pence", "Store", "UtcDateTime", "insert_once", "metadata"]
