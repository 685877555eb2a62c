r"""YAML as people write it, read strictly and with its lines: lists, mappings, and text.

What is written without quotes is text too, and becomes a number, a day or a truth only where one is wanted. So `no`
is not false in a place for text, `010` does not become 8, and `0.10` loses nothing. Refused, each with its line, are
a key given twice, anchors and aliases (a few lines of them can stand for millions), tags, and a second document.
Needs the extra `[cli]`.

>>> node = read_yaml("- name: Ms Nobody\n  bins: 010\n", source="cases.yaml")
>>> node.items[0].entries["bins"]
YamlNode(line=2)
>>> node.items[0].entries["bins"].text
'010'
>>> read_yaml("- {name: A, name: B}\n- *more\n", source="cases.yaml")
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 2 mistakes; nothing was loaded:
  cases.yaml, line 1: the key 'name' is given twice. Keep one
  cases.yaml, line 2: an alias. Write out what it stands for
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.libraries import needs_extra

if TYPE_CHECKING:
    from yaml import Event

__all__ = ["MOST_BYTES", "YamlNode", "read_yaml"]

MOST_BYTES = 2 << 20
_MOST_NODES = 200_000
_MOST_DEPTH = 30
_MOST_FAULTS = 100
_LONGEST_KEY = 60  # characters of a key that a mistake shows
_NOTHING = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class YamlNode:
    """A part of a file: one of text, a list and a mapping, or nothing at all. `repr` shows only its line."""

    line: int
    text: str | None = field(default=None, repr=False)
    items: "list[YamlNode] | None" = field(default=None, repr=False)
    entries: "dict[str, YamlNode] | None" = field(default=None, repr=False)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is written, or null."""
        return self.text is None and self.items is None and self.entries is None


def read_yaml(content: str | bytes, *, source: str) -> YamlNode:
    """The one document that a text holds. Raises `DefinitionError` with the mistakes in it, and their lines."""
    with needs_extra("cli"):
        import yaml
    text = content if isinstance(content, str) else _decoded(content, source)
    if len(text) > MOST_BYTES:  # characters are at least as many bytes
        raise DefinitionError([Fault(source, f"more than {MOST_BYTES >> 20} MB. Divide the file")])
    reader = _Reader(source)
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where it was built, for the same events
    try:
        for event in yaml.parse(text, Loader=loader):
            reader.read(event)
    except yaml.YAMLError as error:
        reader.faults.append(_unreadable(error, text, source))
    DefinitionError.raise_for(reader.faults)
    return reader.root or YamlNode(1)


@dataclass(slots=True)
class _Open:
    """A list or a mapping that is not at its end; of a mapping, the key whose value comes next."""

    node: YamlNode
    key: str | None = None


class _Reader:
    """Makes nodes of the events of a parser, one after the other: nothing in it calls itself."""

    def __init__(self, source: str) -> None:
        self.root: YamlNode | None = None
        self.faults: list[Fault] = []
        self._source = source
        self._open: list[_Open] = []
        self._nodes = 0

    def read(self, event: "Event") -> None:
        """Take the next event."""
        line = event.start_mark.line + 1 if event.start_mark else 1
        match type(event).__name__:
            case "ScalarEvent":
                self._check(event, line)
                text: str = getattr(event, "value", "")
                self._put(YamlNode(line, text=text if getattr(event, "style", "") or text not in _NOTHING else None))
            case "AliasEvent":
                self._fault("an alias. Write out what it stands for", line)
                self._put(YamlNode(line))
            case "SequenceStartEvent":
                self._check(event, line)
                self._begin(YamlNode(line, items=[]))
            case "MappingStartEvent":
                self._check(event, line)
                self._begin(YamlNode(line, entries={}))
            case "SequenceEndEvent" | "MappingEndEvent":
                self._open.pop()
            case "DocumentStartEvent" if self.root is not None:
                self._fault("a second document. Keep one in a file", line)
                raise DefinitionError(self.faults)
            case _:
                pass

    def _check(self, event: "Event", line: int) -> None:
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            self._fault(f"more than {_MOST_NODES:,} values. Is it the right file?", line)
            raise DefinitionError(self.faults)
        if getattr(event, "anchor", None) is not None:
            self._fault("an anchor (&). Write each thing out, or put the text in quotes", line)
        if getattr(event, "tag", None) is not None:
            self._fault("a tag (!). Remove it, or put the text in quotes", line)

    def _begin(self, node: YamlNode) -> None:
        self._put(node)
        self._open.append(_Open(node))
        if len(self._open) > _MOST_DEPTH:
            self._fault(f"more than {_MOST_DEPTH} lists and mappings within each other", node.line)
            raise DefinitionError(self.faults)

    def _put(self, node: YamlNode) -> None:
        if not self._open:
            self.root = node
            return
        holder = self._open[-1]
        if holder.node.items is not None:
            holder.node.items.append(node)
        elif holder.key is None:
            holder.key = self._key(holder.node, node)
        elif holder.node.entries is not None:
            holder.node.entries[holder.key] = node
            holder.key = None

    def _key(self, mapping: YamlNode, node: YamlNode) -> str:
        if node.text is None:
            self._fault("a key that is not text", node.line)
        elif node.text in (mapping.entries or {}):
            self._fault(f"the key '{node.text[:_LONGEST_KEY]}' is given twice. Keep one", node.line)
        return node.text or ""

    def _fault(self, message: str, line: int) -> None:
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(Fault(self._source, message, line=line))


def _decoded(content: bytes, source: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DefinitionError([Fault(source, "not UTF-8. Save it as UTF-8", line=line)]) from None


def _unreadable(error: Exception, text: str, source: str) -> Fault:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else text.count("\n", 0, getattr(error, "position", 0)) + 1
    problem = getattr(error, "problem", None) or "a character that YAML does not allow"
    return Fault(source, f"not YAML: {problem}", line=line)
