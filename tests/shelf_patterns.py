"""Every pattern that the program compiles → JSON on standard output: python tests/shelf_patterns.py

`re` and `regex` are listened to while all modules are loaded and our samples are converted, in a process of its own,
because what is compiled already is heard no more.
"""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import re
import sys
from pathlib import Path
from typing import Any

import regex

ROOT = Path(__file__).resolve().parents[1]
OURS = str(ROOT / "converter")
APART = ("converter.__main__", "converter.integrations.datatrove")
"""What runs when it is loaded, or needs a package that is not everywhere."""
LATE = str(ROOT / "converter" / "late.py")
"""Where patterns are compiled that are heard when they are made."""
FUNCTIONS = ("compile", "match", "fullmatch", "search", "split", "sub", "subn", "findall", "finditer")

heard: dict[tuple[str, int, str, bool], None] = {}
"""Pattern, flags, file, and whether it is of bytes."""


def listen(module: Any, name: str) -> None:
    """Note the patterns that our files give to a function of `re` or `regex`."""
    function = getattr(module, name)

    def heard_and_done(pattern: Any, *arguments: Any, **keywords: Any) -> Any:
        frame = inspect.currentframe()
        file = frame.f_back.f_code.co_filename if frame and frame.f_back else ""
        if file.startswith(OURS) and file != LATE and isinstance(pattern, str | bytes):
            text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
            flags = arguments[0] if arguments and name == "compile" else 0
            heard[text, int(flags), Path(file).relative_to(OURS).as_posix(), isinstance(pattern, bytes)] = None
        return function(pattern, *arguments, **keywords)

    setattr(module, name, heard_and_done)


def main() -> None:
    """Load everything, convert our samples, and tell what was compiled."""
    for name in FUNCTIONS:
        listen(re, name)
        listen(regex, name)
    sys.path.insert(0, str(ROOT))
    converter: Any = importlib.import_module("converter")
    listen(importlib.import_module("converter.late"), "late")
    for found in pkgutil.walk_packages(converter.__path__, "converter."):
        if found.name not in APART:
            importlib.import_module(found.name)
    for path in sorted((ROOT / "samples").glob("*/source.*")):
        document = converter.convert(path)
        for form in converter.EMITTERS:
            converter.validate(converter.emit(document, form))
    json.dump(list(heard), sys.stdout)


if __name__ == "__main__":
    main()
