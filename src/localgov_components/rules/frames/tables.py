"""The cases and their members as tables that belong together: keys checked, members numbered, and rows given back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from localgov_components.core.errors import NotSupportedError
from localgov_components.core.libraries import needs_extra
from localgov_components.rules.frames.asked import CASES_NAME, Asked
from localgov_components.rules.frames.column import Column
from localgov_components.rules.frames.faults import FrameFault
from localgov_components.rules.frames.given import given, in_order
from localgov_components.rules.frames.places import CASES, Place, Step
from localgov_components.rules.frames.plan import OWN
from localgov_components.rules.frames.pointing import Chosen, having, pointed
from localgov_components.rules.frames.reading import Read, kind_said, read_frame, require_sound
from localgov_components.rules.frames.running import CASE, PARENT, ROW, Source, row_id
from localgov_components.rules.measures import MOST_MEMBERS

with needs_extra("population"):
    import narwhals.stable.v2 as nw

__all__ = ["Tables", "read_tables"]

_ROWS_OF_KEY = f"{OWN}rows"


@dataclass(frozen=True, slots=True)
class Tables:
    """Frames that were read: the facts of each place, and where their rows come from."""

    cases: Read
    facts: Mapping[Place, Mapping[str, Column]]
    sources: Mapping[Place, Source]


def read_tables(native: Any, members: Mapping[str, Any], asked: Asked, *, number_members: bool) -> Tables:
    """Read the cases and the members of their lists. Raises `FrameError` with every mistake in them.

    With `number_members`, every member gets a number, by which members of one case are told apart.
    """
    reads = {"": read_frame(given(native, needed=asked.needed("")), asked, "")}
    reads[""].faults.extend(asked.faults_of_names())
    paths = _paths_of(members, asked, reads[""])
    for path, frame in paths.items():
        found = given(frame, needed=asked.needed(path))
        if found.engine != reads[""].given.engine:
            raise _of_two_engines(path)
        reads[path] = read_frame(found, asked, path)
    faults = [*_faults_of_keys(reads, asked)]
    if faults:
        reads[""].faults.extend(faults)
    require_sound(*reads.values())
    tables = _joined(reads, asked, number_members=number_members)
    if not asked.trusted:
        reads[""].faults.extend(_faults_of_rows(reads, tables, asked))
        require_sound(reads[""])
    facts = {_place(path): read.facts for path, read in reads.items()}
    sources = {_place(path): Source(frame, reads[path].given.is_eager) for path, frame in tables.items()}
    return Tables(reads[""], facts, sources)


def _of_two_engines(path: str) -> NotSupportedError:
    return NotSupportedError(
        f"the members in '{path}' are in another engine than the cases. Give both in one.", code="frame.kind"
    )


def _place(path: str) -> Place:
    return (Step(path, None),) if path else CASES


def _paths_of(members: Mapping[str, Any], asked: Asked, cases: Read) -> dict[str, Any]:
    """Frames of members by the path of their list; a list may be given by its id alone."""
    found: dict[str, Any] = {}
    wanted = [path for path in asked.facts if path and not _is_unknown(path, asked)]
    for given_as, frame in members.items():
        fits = [path for path in asked.facts if path == given_as or path.rpartition("/")[2] == given_as]
        if not fits and given_as not in asked.declared:
            message = f"no list '{given_as}', which members= names"
            cases.faults.append(FrameFault("what is asked", None, message, code="frame.members"))
        found.update({path: frame for path in fits if path in wanted})
    for path in wanted:
        if path not in found:
            id_ = path.rpartition("/")[2]
            message = f"no frame of its members. Give members={{'{id_}': …}}, or list it in unknown="
            cases.faults.append(FrameFault(CASES_NAME, id_, message, code="frame.members"))
    outermost_first = sorted(found.items(), key=lambda each: each[0].count("/"))
    return {path: frame for path, frame in outermost_first if path.rpartition("/")[0] in ("", *found)}


def _is_unknown(path: str, asked: Asked) -> bool:
    """Whether nothing is given of a list, or of one around it."""
    return any(id_ in asked.unknown for id_ in path.split("/"))


def _faults_of_keys(reads: Mapping[str, Read], asked: Asked) -> Iterator[FrameFault]:
    """What is wrong with the names of keys."""
    if len(reads) == 1:
        return
    if asked.key is None:
        message = "members belong to a case by a key, and none is named. Give key="
        yield FrameFault(CASES_NAME, None, message, code="frame.key")
        return
    unnamed = {path: None for path, name in _keys_wanted(reads, asked) if name is None}
    for path in unnamed:
        frame = path.rpartition("/")[2]
        message = f"its members have lists, and no key of theirs is named. Give member_keys={{'{frame}': …}}"
        yield FrameFault(frame, None, message, code="frame.key")
    for path, name in _keys_wanted(reads, asked):
        if name is not None and name not in reads[path].given.names:
            frame = path.rpartition("/")[2] or CASES_NAME
            yield FrameFault(frame, name, "the key is not there. Add it", code="frame.key")
    for path in reads:
        yield from _faults_of_kinds(path, reads, asked)


def _faults_of_kinds(path: str, reads: Mapping[str, Read], asked: Asked) -> Iterator[FrameFault]:
    """Keys that cannot be the same, since they are of two types."""
    outer = path.rpartition("/")[0]
    name = (_member_key(outer, asked) if outer else asked.key) or ""
    own, theirs = (reads[each].given.dtypes.get(name) for each in (path, outer))
    if not path or own is None or theirs is None or own == theirs:
        return
    if not (own.is_integer() and theirs.is_integer()):
        around = outer.rpartition("/")[2] or CASES_NAME
        message = f"keys of {kind_said(own)}, and of {kind_said(theirs)} in {around}. Convert one of them"
        yield FrameFault(path.rpartition("/")[2], name, message, code="frame.key")


def _keys_wanted(reads: Mapping[str, Read], asked: Asked) -> Iterator[tuple[str, str | None]]:
    for path in reads:
        outer = path.rpartition("/")[0]
        if not outer:
            yield path, asked.key
        else:
            name = _member_key(outer, asked)
            yield outer, name
            yield (outer if name is None else path), name


def _member_key(path: str, asked: Asked) -> str | None:
    return asked.member_keys.get(path, asked.member_keys.get(path.rpartition("/")[2]))


def _joined(reads: Mapping[str, Read], asked: Asked, *, number_members: bool) -> dict[str, "nw.LazyFrame[Any]"]:
    """The frames with the columns by which their rows belong together.

    In memory a case is known by the number of its row, which is quicker to join than any key. Elsewhere a row may have
    another number each time it is read.
    """
    if len(reads) == 1:
        return {"": reads[""].frame}
    cases = reads[""]
    key = cases.given.names[asked.key or ""]
    if cases.given.is_eager:
        tables = {"": in_order(cases.frame, CASE)}
    else:
        ordered = in_order(cases.frame, ROW) if cases.given.is_ordered else cases.frame
        tables = {"": ordered.with_columns(nw.col(key).alias(CASE))}
    for path, read in reads.items():
        if path:
            is_numbered = number_members and read.given.is_eager
            members = in_order(read.frame, row_id(0)) if is_numbered else read.frame
            tables[path] = _with_case(members, path, reads, tables, asked)
            if number_members and not read.given.is_eager:
                tables[path] = _numbered_by_content(tables[path], read, path, asked)
    return tables


def _with_case(
    members: "nw.LazyFrame[Any]",
    path: str,
    reads: Mapping[str, Read],
    tables: Mapping[str, "nw.LazyFrame[Any]"],
    asked: Asked,
) -> "nw.LazyFrame[Any]":
    """Members with the case that each belongs to, and those of a list inside others with the number of that one."""
    outer = path.rpartition("/")[0]
    name = (_member_key(outer, asked) if outer else asked.key) or ""
    own, theirs = reads[path].given.names[name], reads[outer].given.names[name]
    if not outer and not reads[path].given.is_eager:
        return members.with_columns(nw.col(own).alias(CASE))
    taken = [nw.col(theirs).alias(own), nw.col(CASE)]
    if outer and row_id(0) in tables[outer].collect_schema():
        taken.append(nw.col(row_id(0)).alias(PARENT))
    joined = members.join(tables[outer].select(*taken), on=own, how="left")
    return joined.collect().lazy() if reads[path].given.is_eager else joined


def _numbered_by_content(frame: "nw.LazyFrame[Any]", read: Read, path: str, asked: Asked) -> "nw.LazyFrame[Any]":
    """With a number for each member of a case by what is in its row, so that it is the same each time it is read.

    Rows in which all that is read is the same may change places, and nothing changes with them.
    """
    columns = [read.given.names[name] for name in sorted(asked.needed(path)) if name in read.given.names]
    frame = frame.with_columns(nw.lit(1, dtype=nw.Int64).alias(row_id(0)))
    return frame.with_columns(nw.col(row_id(0)).cum_sum().over(CASE, order_by=columns))


def _faults_of_rows(
    reads: Mapping[str, Read], tables: Mapping[str, "nw.LazyFrame[Any]"], asked: Asked
) -> Iterator[FrameFault]:
    """Rows whose keys are missing, twice there, or belong to nothing; members of lists that are not known; too many."""
    if len(reads) == 1:
        return
    keys: dict[str, set[str]] = {"": {asked.key or ""}}
    for path in reads:
        outer = path.rpartition("/")[0]
        if outer:
            keys.setdefault(outer, set()).add(_member_key(outer, asked) or "")
    for path, names in keys.items():
        for name in names:
            yield from _faults_of_key(reads[path], path, name)
    for path, read in reads.items():
        if path:
            yield from _faults_of_members(read, path, reads, asked)
        if path and "/" not in path:
            yield from _faults_of_size(read, path, tables, asked)


def _faults_of_key(read: Read, path: str, name: str) -> Iterator[FrameFault]:
    own = read.given.names[name]
    key = nw.col(own)
    yield from _found(read, path, name, "a key that is missing", having(key.is_null()), code="frame.key-missing")
    counted = read.given.frame.filter(~key.is_null()).group_by(own).agg(nw.len().alias(_ROWS_OF_KEY))
    twice = counted.filter(nw.col(_ROWS_OF_KEY) > 1)
    yield from _found(read, path, name, "a key that several rows have", _with_key(twice, own), code="frame.key-twice")


def _faults_of_members(read: Read, path: str, reads: Mapping[str, Read], asked: Asked) -> Iterator[FrameFault]:
    outer, _, id_ = path.rpartition("/")
    name = (_member_key(outer, asked) if outer else asked.key) or ""
    own, theirs = read.given.names[name], reads[outer].given.names[name]
    around = reads[outer].frame.select(nw.col(theirs).alias(own))
    message = f"members of no row of {outer.rpartition('/')[2] or CASES_NAME}. Leave them out, or add it"
    yield from _found(read, path, name, message, _with_key(around, own, how="anti"), code="frame.orphan")
    listed = reads[outer].facts[id_]
    if listed.nullable and listed.expr is not None:
        unknown = reads[outer].frame.filter(listed.expr.is_null()).select(nw.col(theirs).alias(own))
        message = f"members of a list that is said to be unknown in column {asked.column_of(id_)}. Say false there"
        yield from _found(read, path, name, message, _with_key(unknown, own), code="frame.unlisted")


def _faults_of_size(
    read: Read, path: str, tables: Mapping[str, "nw.LazyFrame[Any]"], asked: Asked
) -> Iterator[FrameFault]:
    """Members of lists that no single case may have: those of lists within them are counted too."""
    cases = [table.select(CASE) for each, table in tables.items() if f"{each}/".startswith(f"{path}/")]
    counted = nw.concat(cases).filter(~nw.col(CASE).is_null()).group_by(CASE).agg(nw.len().alias(_ROWS_OF_KEY))
    too_many = counted.filter(nw.col(_ROWS_OF_KEY) > MOST_MEMBERS).select(CASE)
    if _number(too_many):
        name = asked.key or ""
        own = read.given.names[name]
        message = f"members of a list of more than {MOST_MEMBERS:,}, those of lists within them counted too. Check it"
        chosen = _with_key(tables[path].join(too_many, on=CASE, how="semi"), own)
        yield from _found(read, path, name, message, chosen, code="frame.too-many")


def _found(read: Read, path: str, name: str, message: str, chosen: Chosen, *, code: str) -> Iterator[FrameFault]:
    """A mistake in the rows that are chosen, if there are any."""
    many = _number(chosen(read.given.frame))
    if many:
        frame = path.rpartition("/")[2] or CASES_NAME
        yield pointed(read.given, frame, name, message, many, chosen, code=code)


def _with_key(keys: "nw.LazyFrame[Any]", name: str, *, how: Literal["semi", "anti"] = "semi") -> Chosen:
    """Rows whose key is among some, or is not."""
    return lambda rows: rows.join(keys.select(name), on=name, how=how)


def _number(frame: "nw.LazyFrame[Any]") -> int:
    return int(frame.select(nw.len().alias("n")).collect().item(0, "n"))
