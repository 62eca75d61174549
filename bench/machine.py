"""What a figure was measured on."""

import os
import platform
import statistics
import time
from pathlib import Path

FLUSHES = 200


def facts(folder: Path) -> list[str]:
    """Return sentences for the head of a report; call it before anything is started."""
    load = os.getloadavg()[0]
    return [
        f"{os.cpu_count()} cores ({_processor()}); the load generator runs on the same ones",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
        f"flushing 4 kB to the disk takes {_flush(folder) * 1000:.2f} ms (median of {FLUSHES})",
        f"load average as the run began: {load:.2f}",
    ]


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _flush(folder: Path) -> float:
    """Return the seconds that a small write takes until it is on the disk."""
    took, file = [], folder / "flushed"
    handle = os.open(file, os.O_CREAT | os.O_WRONLY, 0o600)
    for _ in range(FLUSHES):
        began = time.perf_counter()
        os.pwrite(handle, bytes(4096), 0)
        os.fsync(handle)
        took.append(time.perf_counter() - began)
    os.close(handle)
    file.unlink()
    return statistics.median(took)
