"""Many addresses matched, in their order, by as many processes as are wanted.

Whatever matches one address can match many: a gazetteer, or one with the decisions that people took. It is sent to
the processes by pickle, which for a gazetteer is its path, so that each opens the file for itself. The process that
asks is one of them: it matches what no other has begun yet, from the first moment, while the others still start.

>>> from tempfile import TemporaryDirectory
>>> from localgov_components.address import Gazetteer
>>> folder = TemporaryDirectory()
>>> path = f"{folder.name}/addresses.gazetteer"
>>> _ = Gazetteer.build("examples/addresses.csv", path)
>>> with Gazetteer.open(path) as gazetteer:
...     for match in match_many(gazetteer, ["Flat 2, 10 Mill Lane, Ambleford", ("99 Mill Lane", "DT97 1AF")]):
...         print(match.outcome, match.uprn)
matched 999900105069
not-found None
>>> folder.cleanup()
"""

import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Protocol, TypeAlias

from localgov_components.address.matching.match import Match
from localgov_components.core.errors import InvalidValueError, LocalGovError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

__all__ = ["AddressGiven", "Matches", "Matching", "match_many"]

AddressGiven: TypeAlias = str | tuple[str, str | None]
"""An address in free text, or with the postcode of a column of its own."""

Matches: TypeAlias = Generator[Match, None, None]
"""Matches in the order of their addresses; closing it early ends what was begun."""

_FEW = 256
"""Addresses for which no process is begun: it takes longer to begin than they do."""

_CHUNK = 64
"""Addresses that a process is given at once: some hundredths of a second."""

_CHUNKS_AHEAD = 10
"""For each process, so that none waits while others begin and answers are taken."""

_SENT: ContextVar[bytes] = ContextVar("sent")
"""In a process that matches, what its parent sent it to match by."""


class Matching(Protocol):
    """Whatever matches an address; it must pickle to be used by several processes."""

    def match(self, text: str, *, postcode: str | None = None) -> Match:
        """The property that an address means, or why that cannot be told."""


def match_many(matching: Matching, addresses: Iterable[AddressGiven], *, processes: int = 1) -> Matches:
    """A match for each address, in order; addresses are taken as they are needed.

    `processes` counts this one. The others end with the iteration, however it ends. Each begins by importing the
    program's main module: a script that asks for several needs the usual `if __name__ == "__main__":`. An error of
    a process is raised here, such as the `InvalidValueError` for a text of more than 10,000 characters. Raises
    `LocalGovError` when one was ended from outside, as happens where memory runs out.
    """
    if processes < 1:
        raise InvalidValueError("not a number of processes: give 1 or more.", code="matching.processes")
    return _matched(matching, iter(addresses), processes)


def _matched(matching: Matching, addresses: Iterator[AddressGiven], processes: int) -> Matches:
    first = list(islice(addresses, _FEW if processes > 1 else 0))
    if len(first) == _FEW:
        yield from _matched_by_processes(matching, chain(first, addresses), processes)
        return
    for each in chain(first, addresses):
        yield _match(matching, each)


def _matched_by_processes(matching: Matching, addresses: Iterator[AddressGiven], processes: int) -> Matches:
    from concurrent.futures.process import BrokenProcessPool

    pool = _pool(processes - 1, pickle.dumps(matching))
    waiting: deque[_Chunk] = deque()
    try:
        for given in iter(lambda: list(islice(addresses, _CHUNK)), []):
            waiting.append(_Chunk(given, pool.submit(_match_chunk, given)))
            if len(waiting) > _CHUNKS_AHEAD * processes:
                yield from _first_of(waiting, matching)
        while waiting:
            yield from _first_of(waiting, matching)
    except BrokenProcessPool as error:
        raise LocalGovError(
            "a process that matched addresses was ended from outside, or could not start. Look whether memory ran out, "
            'and whether the program has its `if __name__ == "__main__":`; then try again with fewer processes.',
            code="matching.process",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


@dataclass(slots=True)
class _Chunk:
    """Addresses that were given out, and their matches when they are there."""

    given: list[AddressGiven]
    matches: "Future[list[Match]]"

    def match_here(self, matching: Matching) -> None:
        """Match them in this process, unless another has begun with them; an error is told in its turn."""
        if not self.matches.cancel():
            return
        self.matches = Future()
        try:
            self.matches.set_result([_match(matching, each) for each in self.given])
        except LocalGovError as error:
            self.matches.set_exception(error)


def _first_of(waiting: deque[_Chunk], matching: Matching) -> list[Match]:
    """The matches of the first chunk; while another process has it, this one matches later chunks."""
    first = waiting.popleft()
    for chunk in (first, *waiting):
        if first.matches.done():
            break
        chunk.match_here(matching)
    return first.matches.result()


def _pool(processes: int, sent: bytes) -> "ProcessPoolExecutor":
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Spawned, since a fork copies locks that other threads hold, such as those of the libraries of data frames.
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_begin, initargs=(sent,))


def _begin(sent: bytes) -> None:
    """Leave Ctrl-C to the parent, and end when the parent does, even if it was killed.

    What matches is opened with the first addresses, since an error would only break the pool here.
    """
    _SENT.set(sent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _match_chunk(chunk: list[AddressGiven]) -> list[Match]:
    matching = _received()
    return [_match(matching, each) for each in chunk]


@lru_cache(1)
def _received() -> Matching:
    """What matches, opened once in each process."""
    matching: Matching = pickle.loads(_SENT.get())  # noqa: S301 - the parent of this process pickled it
    return matching


def _match(matching: Matching, given: AddressGiven) -> Match:
    text, postcode = (given, None) if isinstance(given, str) else given
    return matching.match(text, postcode=postcode)
