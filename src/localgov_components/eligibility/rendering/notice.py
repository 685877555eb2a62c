"""What an applicant is told of a decision: in plain words, with what to do next and how to have it looked at again.

It says what was decided and why, what is still needed, and what would change it; never a rule's id, a fact
about somebody else, or a change that nobody may be asked to make.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated

from localgov_components.core.model import Model, Sensitive
from localgov_components.eligibility.outcome import Outcome
from localgov_components.eligibility.rendering.blocks import Block, Bullets, Pairs, Paragraph, Section, Table, prose
from localgov_components.eligibility.rendering.markup import as_html
from localgov_components.eligibility.rendering.phrasing import Phrasing
from localgov_components.eligibility.rendering.plain_text import as_text

__all__ = ["Notice", "NoticeRow"]


class NoticeRow(Model):
    """A thing and its value, both in words."""

    name: str
    value: str


class Notice(Model):
    """What an applicant is told of a decision, in one language.

    Its JSON has every sentence that the text and the HTML have. `outcome` is the one that counts on the day of the
    notice. Where an officer decided otherwise, `by_rules` says what the rules alone would give, and `why` is about
    that. `is_reviewed` says whether a speaker of the language has read the package's words. A part that is empty is
    left out.
    """

    language: str
    is_reviewed: bool
    outcome: Outcome
    heading: str
    days: tuple[str, ...]
    officer: Annotated[tuple[str, ...], Sensitive("personal")] = ()
    result: Annotated[tuple[NoticeRow, ...], Sensitive("financial")] = ()
    result_note: str = ""
    by_rules: Annotated[str, Sensitive("personal")] = ""
    why: Annotated[tuple[str, ...], Sensitive("personal")] = ()
    working: Annotated[tuple[NoticeRow, ...], Sensitive("financial")] = ()
    needed: Annotated[tuple[str, ...], Sensitive("personal")] = ()
    needed_note: str = ""
    changes: Annotated[tuple[str, ...], Sensitive("personal")] = ()
    changes_note: str = ""
    earlier: Annotated[tuple[str, ...], Sensitive("personal")] = ()
    next_steps: str = ""
    review: str = ""

    def text(self) -> str:
        """The notice as plain text, for an e-mail or a letter."""
        return as_text(self._section())

    def html(self, *, level: int = 2) -> str:
        """The notice as a fragment of HTML, whose first heading is of a level."""
        return as_html(self._section(), language=self.language, level=level)

    def _section(self) -> Section:
        phrasing = Phrasing(self.language)
        parts = (Section(phrasing.word(f"notice.{key}"), blocks) for key, blocks in self._parts(phrasing) if blocks)
        return Section(self.heading, (*prose(" ".join(self.days)), *parts))

    def _parts(self, phrasing: Phrasing) -> Iterator[tuple[str, tuple[Block, ...]]]:
        yield "result", (*_pairs(self.result), *prose(self.result_note))
        yield "officer", tuple(map(Paragraph, self.officer))
        yield "by-rules" if self.by_rules else "why", (*prose(self.by_rules), *_bullets(self.why))
        yield "working", _working(self.working, phrasing)
        yield "needed", (*_bullets(self.needed), *prose(self.needed_note))
        yield "changes", (*_bullets(self.changes), *prose(self.changes_note))
        yield "earlier", tuple(map(Paragraph, self.earlier))
        yield "next", prose(self.next_steps)
        yield "review", prose(self.review)


def _pairs(rows: Sequence[NoticeRow]) -> tuple[Block, ...]:
    return (Pairs(tuple((row.name, (row.value,)) for row in rows)),) if rows else ()


def _bullets(items: tuple[str, ...]) -> tuple[Block, ...]:
    return (Bullets(items),) if items else ()


def _working(rows: Sequence[NoticeRow], phrasing: Phrasing) -> tuple[Block, ...]:
    headings = (phrasing.word("notice.working-part"), phrasing.word("notice.working-value"))
    cells = tuple(((row.name,), (row.value,)) for row in rows)
    return (Table(phrasing.word("notice.working"), headings, cells, shows_caption=False),) if rows else ()
