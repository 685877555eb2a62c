from collections.abc import Sequence

from localgov_components.core.table_head import MOST_LINES, csv_head


def test_few_of_very_many_cells_are_looked_at() -> None:
    seen: list[int] = []

    def named(cells: Sequence[str]) -> int:
        seen.append(len(cells))
        return 0

    line = f"a{',;' * 60_000}\n"
    head = csv_head("a.csv", [line] * MOST_LINES, named)
    assert (head.first.line, len(head.first.cells)) == (1, 60_001)
    assert sum(seen) < 10 * len(line)
