"""Log lines as JSON that cannot carry a secret: only what this page lists is ever written."""

import json
import logging
import re
import secrets
import sys
import threading
import traceback
from datetime import UTC, datetime
from enum import StrEnum
from logging.handlers import WatchedFileHandler
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g, request
from flask.logging import default_handler

from config import Config

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

FIELDS = (
    "endpoint",
    "method",
    "status",
    "ms",
    "incident",
    "check",
    "job",
    "count",
    "seconds",
    "table",
)
"""What a line may say besides time, level, event and the exception's class."""

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_HOUSE = Path(__file__).parents[2]
_SAFE_WORD = re.compile(r"[\w .:<>/*-]{0,120}", re.ASCII)
_CODE = re.compile(r"\w{1,80}", re.ASCII)


class Event(StrEnum):
    """What may have happened. A room adds its own StrEnum; other texts are not written."""

    STARTED = "started"
    ANSWERED = "answered"
    FAILED = "failed"
    NOT_READY = "not ready"
    CHECK_FAILED = "check failed"
    THREAD_DIED = "thread died"
    PROCESS_DIED = "process died"
    LOST = "lost error"
    """Raised where nobody could catch it, as an object was taken apart."""


_logger = logging.getLogger("safetynet")


def log(
    event: StrEnum, level: int = logging.INFO, error: BaseException | None = None, **said: Any
) -> None:
    """Write one line. `said` may hold the names in FIELDS; of `error` only its kind and place."""
    told = {name: value for name, value in said.items() if name in FIELDS}
    _logger.log(level, event, extra={"said": told}, exc_info=error)


def init_app(app: Flask, config: Config) -> None:
    """Send every logger of the process through here, and write a line for every answer."""
    _speak_to(config.log_dir) if config.log_dir else speak_to_stderr()
    _logger.setLevel(logging.INFO)
    # Werkzeug writes a line with the path for each request; ours comes without.
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    logging.captureWarnings(True)
    threading.excepthook = _thread_died
    # Python itself would print what the error says, and with it what somebody typed or imported.
    sys.excepthook = _process_died
    sys.unraisablehook = _lost
    # Where a line cannot be written, on a full disk, logging would print the record it was made of.
    logging.raiseExceptions = False
    app.logger.removeHandler(default_handler)
    app.logger.propagate = True
    # Flask's own line about a fault would come a second time, without the incident number.
    app.logger.addFilter(lambda record: record.funcName != "log_exception")

    @app.before_request
    def start() -> None:
        g.edge_started = perf_counter()

    @app.after_request
    def answered(response: Response) -> Response:
        if request.blueprint == "assets":
            return response
        began = g.get("edge_started", perf_counter())
        log(
            Event.ANSWERED,
            endpoint=request.url_rule.rule if request.url_rule else None,
            method=request.method if request.method in _METHODS else "other",
            status=response.status_code,
            ms=round((perf_counter() - began) * 1000),
        )
        return response


def speak_to_stderr() -> None:
    """Write lines to the standard error stream, as when no log folder is set."""
    _speak_through(logging.StreamHandler(sys.stderr))


def _speak_to(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "safetynet.log"
    path.touch(mode=0o600)
    # Watched, so that logrotate may move the file away.
    _speak_through(WatchedFileHandler(path, encoding="utf-8"))


def _speak_through(handler: logging.Handler) -> None:
    root = logging.getLogger()
    for old in [one for one in root.handlers if isinstance(one.formatter, SafeLines)]:
        root.removeHandler(old)
        old.close()
    handler.setFormatter(SafeLines())
    root.addHandler(handler)


def _thread_died(died: threading.ExceptHookArgs) -> None:
    log(Event.THREAD_DIED, logging.ERROR, died.exc_value)


def _process_died(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Say to whoever gave a command that it failed, and to the log where."""
    if isinstance(error, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    incident = incident_number()
    log(Event.PROCESS_DIED, logging.CRITICAL, error, incident=incident)
    sys.stderr.write(f"Something went wrong. The log has more under incident {incident}.\n")


def _lost(lost: "UnraisableHookArgs") -> None:
    log(Event.LOST, logging.ERROR, lost.exc_value)


def incident_number() -> str:
    """Return a number to quote over the phone: 8 hex digits in two groups."""
    digits = secrets.token_hex(4).upper()
    return f"{digits[:4]}-{digits[4:]}"


class SafeLines(logging.Formatter):
    """Formats a record without its message: a text may quote what someone typed."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            # Other loggers' messages are dropped; who spoke, and from where, is still of use.
            "event": str(record.msg) if isinstance(record.msg, StrEnum) else record.name,
        }
        if not isinstance(record.msg, StrEnum):
            line["where"] = f"{record.module}:{record.lineno}"
        said: dict[str, Any] = getattr(record, "said", {})
        line |= {name: _safe(said[name]) for name in FIELDS if said.get(name) is not None}
        if record.exc_info and record.exc_info[1]:
            line |= describe(record.exc_info[1])
        return json.dumps(line)


def describe(error: BaseException) -> dict[str, Any]:
    """Return what may be known of a fault: class, SQLSTATE, constraint, places in our own code."""
    driver = getattr(error, "orig", None) or error
    state = getattr(driver, "sqlstate", None) or getattr(driver, "sqlite_errorname", None)
    constraint = getattr(getattr(driver, "diag", None), "constraint_name", None)
    frames = traceback.extract_tb(error.__traceback__)
    known = {
        "exception": f"{type(error).__module__}.{type(error).__qualname__}",
        "sqlstate": state if state and _CODE.fullmatch(str(state)) else None,
        "constraint": constraint if constraint and _CODE.fullmatch(str(constraint)) else None,
        "at": [_place(frame) for frame in frames[-8:]],
    }
    return {name: value for name, value in known.items() if value}


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    shown = path.relative_to(_HOUSE) if path.is_relative_to(_HOUSE) else Path(path.name)
    return f"{shown.as_posix()}:{frame.lineno} {frame.name}"


def _safe(value: Any) -> Any:
    if isinstance(value, int | float):
        return value
    return value if _SAFE_WORD.fullmatch(str(value)) else "?"
