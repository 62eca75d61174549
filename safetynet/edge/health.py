"""Whether the process lives, and whether it can work. Both answers have no content."""

from collections.abc import Callable

from flask import Flask, Response

from safetynet.access import PublicBlueprint
from safetynet.edge.logs import Event, log

Check = Callable[[], bool]

health = PublicBlueprint("health", __name__)
_checks: dict[str, Check] = {}


def ready_when(name: str, check: Check) -> None:
    """Hold /readyz until `check()` is true; it runs inside a request. The last of a name counts."""
    _checks[name] = check


def init_app(app: Flask) -> None:
    app.register_blueprint(health)


@health.get("/healthz")
def lives() -> Response:
    return Response(status=200, mimetype="text/plain")


@health.get("/readyz")
def is_ready() -> Response:
    """Answer 200 when every check holds, 503 otherwise; which one is in the log, by name."""
    failing = [name for name, check in _checks.items() if not _holds(check)]
    for name in failing:
        log(Event.NOT_READY, check=name)
    status = 503 if failing else 200
    headers = {"Retry-After": "10"} if failing else {}
    return Response(status=status, headers=headers, mimetype="text/plain")


def _holds(check: Check) -> bool:
    try:
        return bool(check())
    except Exception as error:
        log(Event.CHECK_FAILED, error=error)
        return False
