"""Reading what strangers wrote in a process of its own, so that a hostile file can only end that.

Bytes go in on standard input and come out on standard output; nothing touches the disk. This file
imports nothing of ours, and neither do the scripts that it runs: they start in a moment.
"""

import runpy
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

MEMORY = 1536 * 1024 * 1024
"""Bytes that such a process may ask for."""
SECONDS = 60


def ask(script: Path, data: bytes, *words: str) -> bytes | None:
    """Return what a script writes about `data`; None where it was ended for wanting too much.

    What it writes may be nothing, if it failed by itself.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own file, our own words
            [sys.executable, "-I", __file__, str(MEMORY), str(script), *words],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return None if done.returncode < 0 else done.stdout


def _main() -> None:
    memory, sys.argv = int(sys.argv[1]), sys.argv[2:]
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limits
        import resource  # noqa: PLC0415 - exists on Unix only

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold names
    runpy.run_path(sys.argv[0], run_name="__main__")


if __name__ == "__main__":
    _main()
