"""A charge as a page shows it: finished texts, line by line."""

from localgov_components.payments import Charge, ChargeLine
from localgov_components.web.words import Words

__all__ = ["charge_lines", "paid_lines"]


def charge_lines(charge: Charge, words: Words) -> dict[str, object]:
    """What is to be paid."""
    shown: dict[str, object] = {
        "lines": [_line(line, words) for line in charge.lines],
        "total": charge.total.format(),
    }
    if charge.vat_total:
        shown["note"] = words.text("web.charge.vat", vat=charge.vat_total.format())
    return shown


def paid_lines(charge: Charge, words: Words) -> dict[str, object]:
    """What was paid."""
    headings = {"heading": words.text("web.charge.paid-heading"), "total_label": words.text("web.charge.paid-total")}
    return {**charge_lines(charge, words), **headings}


def _line(line: ChargeLine, words: Words) -> dict[str, str | None]:
    detail = words.text("web.charge.detail", quantity=str(line.quantity), price=line.unit_price.format())
    return {
        "description": line.description,
        "amount": line.amount.format(),
        "detail": detail if line.quantity > 1 else None,
    }
