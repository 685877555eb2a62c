from pathlib import Path

import pytest
from tests.docs.follow import Block, Follower, blocks_of


def block(mark: str, text: str, *, file: str | None = None) -> Block:
    return Block(mark, text, 1, file)


def test_a_file_is_made_and_then_added_to(tmp_path: Path) -> None:
    Follower(tmp_path).follow([block("toml", "a = 1\n", file="x/a.toml"), block("toml", "b = 2\n", file="x/a.toml")])
    assert (tmp_path / "x" / "a.toml").read_text(encoding="utf-8") == "a = 1\n\nb = 2\n"


def test_a_diff_changes_a_line_in_its_place(tmp_path: Path) -> None:
    file = block("toml", "a = 1\nb = 2\nc = 3\n", file="a.toml")
    Follower(tmp_path).follow([file, block("diff", " a = 1\n-b = 2\n+b = 9\n+d = 4\n", file="a.toml")])
    assert (tmp_path / "a.toml").read_text(encoding="utf-8") == "a = 1\nb = 9\nd = 4\nc = 3\n"


def test_a_diff_of_a_line_that_is_not_there_fails(tmp_path: Path) -> None:
    file = block("toml", "a = 1\n", file="a.toml")
    with pytest.raises(AssertionError, match="0 lines of a"):
        Follower(tmp_path).follow([file, block("diff", "-b = 2\n+b = 9\n", file="a.toml")])


def test_output_that_is_not_what_the_page_shows_fails(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="the page shows"):
        Follower(tmp_path).follow([block("bash", "localgov --version\n"), block("text", "localgov, version 999\n")])


def test_an_exit_code_that_is_not_what_the_page_says_fails(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="exit code 0"):
        Follower(tmp_path).follow([block("bash", "localgov --version  # ends with exit code 1\n")])


def test_a_page_is_read_block_by_block_with_the_files_they_belong_to(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("**`a.toml`**\n\n```toml\na = 1\n```\n\nWords.\n\n```bash\nlocalgov\n```\n", encoding="utf-8")
    assert list(blocks_of(page)) == [Block("toml", "a = 1\n", 3, "a.toml"), Block("bash", "localgov\n", 9, None)]
