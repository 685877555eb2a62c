"""A Python file that defines something, such as a scheme, run as a module of its own.

The file is a council's own code: running it is trusting it. What goes wrong in it is told as a mistake of the file,
with its line.

>>> module = module_from("answer = 6 * 7", name="example_module", place="example.py")
>>> module.answer
42
>>> module_from("answer = 6 * seven", name="example_module", place="example.py")
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  example.py, line 1: NameError: name 'seven' is not defined
"""

import sys
import traceback
from types import ModuleType

from localgov_components.core.errors import DefinitionError, Fault

__all__ = ["module_from"]


def module_from(text: str, *, name: str, place: str, file: str | None = None) -> ModuleType:
    """The module that a text makes, found from then on under `name` in `sys.modules`.

    `place` is what mistakes call the file; `file` its path, for code that opens what lies beside it. Raises
    `DefinitionError`, and leaves no module behind, when the code cannot be read or raises.
    """
    module = ModuleType(name)
    if file is not None:
        module.__file__ = file
    sys.modules[name] = module  # Pydantic looks annotations up here
    try:
        exec(compile(text, place, "exec"), module.__dict__)  # noqa: S102 - the council's own accepted code
    except DefinitionError as error:
        del sys.modules[name]
        raise DefinitionError([Fault(place, str(each)) for each in error.faults]) from error
    except (Exception, SystemExit) as error:
        del sys.modules[name]
        raise DefinitionError([_fault(error, place)]) from error
    return module


def _fault(error: BaseException, place: str) -> Fault:
    if isinstance(error, SyntaxError) and error.filename == place:
        return Fault(place, f"not Python: {error.msg}", line=error.lineno)
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == place]
    return Fault(place, f"{type(error).__name__}: {error}", line=lines[-1] if lines else None)
