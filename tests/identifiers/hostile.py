"""Text that no identifier is: what forms, spreadsheets and attackers send."""

from hypothesis import strategies as st

HOSTILE = [
    "",
    " ",
    "\x00",
    "\n",
    "\u200b",
    "\ufeff",
    "\ud800",
    "\u0661\u0662\u0663\u0664",
    "\u0967\u0968\u0969\u096a",
    "\uff11\uff12\uff13\uff14",
    "\u2163",
    "\u00bd",
    "\u00b2",
    "\u00e9",
    "\U0001f4b7",
    "\u00df",
    "\u0131",
    "\ufb01",
    "a" * 100_000,
    "9" * 100_000,
    " " * 100_000,
    "\x00" * 100_000,
    "-" * 100_000,
    "💷" * 100_000,
    "1.0" * 33_000,
    "<script>alert(1)</script>",
    "'; DROP TABLE cases; --",
    "../../etc/passwd",
    "%00",
    "null",
    "None",
    "NaN",
    "1e5",
]

TEXT = st.one_of(st.text(), st.text("0123456789 .-Ee+"), st.text("ABDEFGIJKLMNOPQRSTUWXYZ0123456789 -"))
"""Any text of any script, and text that comes near."""
