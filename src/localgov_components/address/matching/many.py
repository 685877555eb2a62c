"""Many addresses matched, in their order, by as many processes as are wanted.

Whatever matches one address can match many: a gazetteer, or one with the decisions that people took. It is sent to
the processes by pickle, which for a gazetteer is its path, so that each opens the file for itself. The process that
asks is one of them: it matches from the first moment, while the others still start, and waits for none.

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

_FEW = 3_000
"""Addresses for which no process is begun: they take about a second, and another process takes half of one to begin."""

_CHUNK = 64
"""Addresses that a process is given at once: some hundredths of a second."""

_CHUNKS_GIVEN = 8
"""To each other process: it goes on while whoever asked does something with the answers."""

_CHUNKS_AHEAD = 30
"""For each process, begun before their answers are taken: enough for this one while the others begin."""

_SENT: ContextVar[bytes] = ContextVar("sent")
"""In a process that matches, what its parent sent it to match by."""


class Matching(Protocol):
    """Whatever matches an address; it must pickle to be used by several processes."""

    def match(self, text: str, *, postcode: str | None = None) -> Match:
        """The property that an address means, or why that cannot be told."""


def match_many(matching: Matching, addresses: Iterable[AddressGiven], *, processes: int = 1) -> Matches:
    """A match for each address, in order; addresses are taken as they are needed.

    `processes` counts this one; fewer than 3,000 addresses begin no other. The others end with the iteration, however
    it ends. Each begins by importing the program's main module, unless it can be a copy of this process: a script that
    asks for several needs the usual `if __name__ == "__main__":`. An error of a process is raised here, such as the
    `InvalidValueError` for a text of more than 10,000 characters. Raises `LocalGovError` when one was ended from
    outside, as happens where memory runs out.
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
    try:
        yield from _shared(iter(lambda: list(islice(addresses, _CHUNK)), []), matching, pool, processes)
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
    """Addresses that somebody has begun with, and their matches when they are there."""

    given: list[AddressGiven]
    matches: "Future[list[Match]]"


def _shared(
    chunks: Iterator[list[AddressGiven]], matching: Matching, pool: "ProcessPoolExecutor", processes: int
) -> Matches:
    """Matches of chunks, which the other processes and this one take as they get to them.

    Where none is left to take, this process does again what the others were given last: they may not get to it. Nothing
    is taken back from them, since a pool that breaks stumbles over what was cancelled, and leaves the rest waiting.
    """
    begun: deque[_Chunk] = deque()
    out: list[Future[list[Match]]] = []
    while True:
        out = [each for each in out if not each.done()]
        for given in islice(chunks, _CHUNKS_GIVEN * (processes - 1) - len(out)):
            out.append(pool.submit(_match_chunk, given))
            begun.append(_Chunk(given, out[-1]))
        if begun and begun[0].matches.done():
            yield from begun.popleft().matches.result()
        elif len(begun) < _CHUNKS_AHEAD * processes and (more := next(chunks, None)):
            begun.append(_Chunk(more, _match_here(matching, more)))
        elif begun:
            last = next((each for each in reversed(begun) if not each.matches.done()), begun[-1])
            last.matches = _match_here(matching, last.given)
        else:
            return


def _match_here(matching: Matching, given: list[AddressGiven]) -> "Future[list[Match]]":
    """Match addresses in this process; an error is told in its turn."""
    matches: Future[list[Match]] = Future()
    try:
        matches.set_result([_match(matching, each) for each in given])
    except LocalGovError as error:
        matches.set_exception(error)
    return matches


def _pool(processes: int, sent: bytes) -> "ProcessPoolExecutor":
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    context = get_context("fork" if _is_alone() else "spawn")
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(sent,))


def _is_alone() -> bool:
    """Whether this process has no other thread, of Python or not; only Linux tells.

    Then another may begin as a copy of it, which has all that was imported. A copy would have the locks too that other
    threads hold, such as those of the libraries of data frames, and nobody to let them go.
    """
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - as short, and no path is made of it
    except OSError:
        return False


def _begin(sent: bytes) -> None:
    """Leave Ctrl-C to the parent, and end when the parent does, even if it was killed.

    What matches is opened with the first addresses, since an error would only break the pool here.
    """
    _SENT.set(sent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a copy has what its parent does then
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
