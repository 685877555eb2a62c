"""Canonical texts of the identifiers of people."""

from hypothesis import strategies as st

from localgov_components.identifiers import Identifier, Nino

PEOPLE: dict[type[Identifier], st.SearchStrategy[str]] = {
    Nino: st.from_regex(r"\AA[A-CE]{1}[0-9]{6}[A-D]\Z").filter(str.isascii)
}
