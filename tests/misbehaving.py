"""What a hostile document does to the process that converts it, by the word that it holds: work for guards in tests."""

from __future__ import annotations

import os
import signal
import threading
import time

from converter.scale.frames import Frame
from converter.scale.rows import converted
from converter.scale.tasks import Setup, Task


def work(task: Task, setup: Setup) -> Frame:
    """Convert a document, unless it says what else is to happen."""
    data = _data(task)
    if "崩溃".encode() in data:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "退出".encode() in data:
        os._exit(139)
    if "卡死".encode() in data:
        time.sleep(3600)
    if "迟缓".encode() in data:
        time.sleep(0.5)
    if "遗祸".encode() in data:
        threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGKILL)).start()
    if "吞内存".encode() in data:
        return Frame(b"x" * (4 << 30), b"")
    if "出错".encode() in data:
        raise_a_fault()
    return converted(task, setup)


def raise_a_fault() -> None:
    """Not even caught where faults are: the process ends with a traceback."""
    raise RuntimeError("a fault of the worker itself")


def _data(task: Task) -> bytes:
    if task.data is not None:
        return task.data
    if task.path is None:
        return b""
    with open(task.path, "rb") as stream:  # noqa: PTH123 - a name may hold anything
        return stream.read(100)
