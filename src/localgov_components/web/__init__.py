"""Services on the web: pages that work without JavaScript, in any council's colours.

>>> from datetime import UTC, datetime
>>> from localgov_components.web import application
>>> site = application(
...     [], secret="a secret of thirty-two characters or more", clock=lambda: datetime.now(UTC),
...     public_url="https://forms.ambleford.example", pay_origin="https://card.payments.service.gov.uk")
>>> from starlette.testclient import TestClient
>>> TestClient(site).get("/").headers["referrer-policy"]
'same-origin'
"""

from localgov_components.web.site import application

__all__ = ["application"]
