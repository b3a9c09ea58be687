"""What a worker process may not do, whatever a query makes the engine do: open a connection, fill the memory, leave a core file,
outlive the server.

The check of a query's words comes first and says why it refuses; this is the wall behind it, held up by the kernel.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import platform
import resource
import signal
import struct
from pathlib import Path

# By machine: AUDIT_ARCH_* of linux/audit.h, and the number of socket(2) in its table of system calls.
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 1, 38, 22, 2  # linux/prctl.h, linux/seccomp.h
_LOAD, _JUMP_EQUAL, _RETURN = 0x20, 0x15, 0x06  # linux/bpf_common.h: BPF_LD|W|ABS, BPF_JMP|JEQ|K, BPF_RET|K
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000  # linux/seccomp.h
_NUMBER, _ARCHITECTURE = 0, 4  # offsets in struct seccomp_data


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def forbid_sockets() -> bool:
    """From now on this thread, and those that it starts, can open no socket: socket(2) fails with EACCES.

    Returns: whether the kernel does so; False elsewhere than on Linux on x86-64 or ARM64, or where it has no seccomp.
    """
    if platform.system() != "Linux" or platform.machine() not in _MACHINES:
        return False
    architecture, socket = _MACHINES[platform.machine()]
    program = b"".join(
        struct.pack("=HBBI", *instruction)
        for instruction in (
            (_LOAD, 0, 0, _ARCHITECTURE),
            (_JUMP_EQUAL, 1, 0, architecture),
            (_RETURN, 0, 0, _ERRNO | errno.EACCES),  # a call by another table of numbers
            (_LOAD, 0, 0, _NUMBER),
            (_JUMP_EQUAL, 0, 1, socket),
            (_RETURN, 0, 0, _ERRNO | errno.EACCES),
            (_RETURN, 0, 0, _ALLOW),
        )
    )
    buffer = ctypes.create_string_buffer(program, len(program))
    filter_ = _Program(len(program) // 8, ctypes.addressof(buffer))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    return not prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) and not prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(filter_))


def die_with_parent() -> None:
    """On Linux, the kernel kills this process when the one that started it ends."""
    if platform.system() == "Linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def lower_priority(niceness: int) -> None:
    """Adds to the niceness of this process, which must lead a session of its own.

    Linux may share the processors out by sessions first (sched_autogroup, sched(7)). The niceness of a process then counts among those of
    its session alone, so the session's is set too; and what this process works is not held against the server, which has another.
    """
    os.nice(niceness)
    with contextlib.suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(niceness))


def limit_memory(extra: int | None) -> None:
    """The process may take so many bytes more than it has now; None takes the limit away.

    Elsewhere than on Linux nothing is limited: other systems do not hold a process to RLIMIT_AS.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if extra is None:
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    elif platform.system() == "Linux":
        now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + extra if hard < 0 else min(now + extra, hard), hard))
