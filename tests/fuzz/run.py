"""Fuzz one reader with atheris: python tests/fuzz/run.py TARGET [options of libFuzzer] [folder of inputs]

`-max_total_time=600` stops after ten minutes. An input that breaks a law is written to a file `crash-…`; naming that
file instead of a folder tries it once more.
"""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import atheris

HERE = Path(__file__).resolve().parent
FEW = 150
"""Documents to begin with, at most; the others are spliced from."""
OPTIONS = ("-max_len=12000", "-len_control=0", "-timeout=60", "-rss_limit_mb=4096", "-print_final_stats=1")


def main(arguments: list[str]) -> None:
    """Never returns: libFuzzer ends the process."""
    sys.path[0:1] = [str(HERE.parent), str(HERE.parents[1])]
    # Rooms are loaded when they are needed, and only what is loaded in here is traced: one input goes through all.
    with atheris.instrument_imports(include=["converter"]):
        target: Any = import_module(f"fuzz.{arguments[1]}")
        begin = target.begin()
        target.check(begin[0])
    from fuzz.mutate import mutant

    def changed(data: bytes, most: int, seed: int) -> bytes:
        """Every other change is libFuzzer's own, which knows what the program compares with."""
        if seed % 2:
            return bytes(atheris.Mutate(data, most))
        return mutant(data, Random(seed), begin, target.pieces)[:most]  # noqa: S311 - mutants, no secrets

    given = [argument for argument in arguments[2:] if not argument.startswith("-")]
    options = [argument for argument in arguments[2:] if argument.startswith("-")]
    folder = tempfile.mkdtemp(prefix=f"fuzz-{arguments[1]}-")
    for number, data in enumerate(begin[:: len(begin) // FEW + 1]):
        (Path(folder) / str(number)).write_bytes(data)
    inputs = given if given and Path(given[0]).is_file() else [*given, folder]
    atheris.Setup([arguments[0], *OPTIONS, *options, *inputs], target.check, custom_mutator=changed)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
