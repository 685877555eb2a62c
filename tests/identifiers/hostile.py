"""Text that no identifier is: what forms, spreadsheets and attackers send."""

from hypothesis import strategies as st

HOSTILE = [
    "", " ", "\x00", "\n", "\u200b", "\ufeff", "\ud800", "١٢٣٤", "१२३४", "１２３４", "Ⅳ", "½", "²", "é", "💷", "ß", "ı", "ﬁ",
    "a" * 100_000, "9" * 100_000, " " * 100_000, "\x00" * 100_000, "-" * 100_000, "💷" * 100_000, "1.0" * 33_000,
    "<script>alert(1)</script>", "'; DROP TABLE cases; --", "../../etc/passwd", "%00", "null", "None", "NaN", "1e5",
]  # fmt: skip

TEXT = st.one_of(st.text(), st.text("0123456789 .-Ee+"), st.text("ABDEFGIJKLMNOPQRSTUWXYZ0123456789 -"))
"""Any text of any script, and text that comes near."""
