"""Doing what a page of the documentation says, word for word.

A line that holds nothing but a file's name in bold code, such as **`garden_waste/policy.toml`**, says which file the
next block belongs to. A block that follows makes the file, or is added at its end; a `diff` block changes lines of it.
A `bash` block holds `localgov` commands; a comment says with which exit code one ends, if that is not 0. A `text` block
right after it is what they print.
"""

import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Block", "Follower", "blocks_of", "run_localgov"]

_FILE = re.compile(r"\*\*`([\w./-]+)`\*\*")
_FENCE = re.compile(r"```(\w*)")
_EXIT_CODE = re.compile(r"# ends with exit code (\d)")
_LOOSE = doctest.ELLIPSIS


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page: its mark, its text, its line, and the file that it belongs to."""

    mark: str
    text: str
    line: int
    file: str | None


def blocks_of(page: Path) -> Iterator[Block]:
    """Every fenced block of a page, in order."""
    file: str | None = None
    lines = iter(enumerate(page.read_text(encoding="utf-8").splitlines(), start=1))
    for number, line in lines:
        if found := _FILE.fullmatch(line.strip()):
            file = found[1]
        elif found := _FENCE.fullmatch(line):
            inside = []
            for _, each in lines:
                if each == "```":
                    break
                inside.append(each)
            yield Block(found[1], "".join(f"{each}\n" for each in inside), number, file)
            file = None


def run_localgov(arguments: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `localgov` in a folder as `python -m localgov_components`; errors come out where the output does."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LOCALGOV_")}
    return subprocess.run(
        [sys.executable, "-m", "localgov_components", *arguments],
        cwd=folder,
        env={**environment, "PYTHONUTF8": "1"},
        check=False,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
    )


class Follower:
    """Somebody who follows a page in a folder of their own and believes nothing that they do not see."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._begun: set[str] = set()

    def follow(self, blocks: Sequence[Block]) -> int:
        """Do what the blocks say; how many commands were run."""
        commands = 0
        for place, block in enumerate(blocks):
            if block.file is not None:
                self._write(block)
            elif block.mark == "bash":
                following = blocks[place + 1] if place + 1 < len(blocks) else None
                shown = following.text if following and following.mark == "text" else None
                commands += self._run(block, shown)
        return commands

    def _write(self, block: Block) -> None:
        assert block.file is not None
        path = self.folder / block.file
        path.parent.mkdir(parents=True, exist_ok=True)
        if block.mark == "diff":
            path.write_text(_changed(path.read_text(encoding="utf-8"), block), encoding="utf-8", newline="\n")
            return
        before = path.read_text(encoding="utf-8") + "\n" if block.file in self._begun else ""
        self._begun.add(block.file)
        path.write_text(before + block.text, encoding="utf-8", newline="\n")

    def _run(self, block: Block, shown: str | None) -> int:
        commands = block.text.replace("\\\n", " ").splitlines()
        printed = ""
        for command in commands:
            program, *arguments = shlex.split(command, comments=True)
            assert program == "localgov", f"line {block.line}: only localgov is run here, not {program}"
            expected = int(found[1]) if (found := _EXIT_CODE.search(command)) else 0
            ended = run_localgov(arguments, self.folder)
            printed += ended.stdout
            assert ended.returncode == expected, f"line {block.line}: exit code {ended.returncode}\n{ended.stdout}"
        printed = printed.lstrip("\n")
        if shown is not None and not doctest.OutputChecker().check_output(shown, printed, _LOOSE):
            raise AssertionError(f"line {block.line}: the page shows\n\n{shown}\nand this was printed:\n\n{printed}")
        return len(commands)


def _changed(text: str, block: Block) -> str:
    lines = text.splitlines()
    place: int | None = None
    for change in block.text.splitlines():
        sign, line = change[:1], change[1:]
        if sign in {"-", " "}:
            places = [number for number, each in enumerate(lines) if each == line]
            assert len(places) == 1, f"line {block.line}: {len(places)} lines of {block.file} are {line!r}"
            place = places[0] + 1
            if sign == "-":
                del lines[places[0]]
                place -= 1
        else:
            assert place is not None, f"line {block.line}: nothing says where {line!r} belongs"
            lines.insert(place, line)
            place += 1
    return "".join(f"{each}\n" for each in lines)
