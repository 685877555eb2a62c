"""What may be said of frames that are to be decided, beside the cases themselves."""

from collections.abc import Collection, Mapping
from typing import TypedDict

__all__ = ["FramesGiven"]


class FramesGiven(TypedDict, total=False):
    """The options of `SchemeOn.decide_many`."""

    key: str | None
    members: Mapping[str, object] | None
    member_keys: Mapping[str, str] | None
    columns: Mapping[str, str] | None
    unknown: Collection[str]
    trusted: bool
    only: Collection[str] | None
