"""/healthz and /readyz answer with a number and nothing else."""

from pathlib import Path

from flask.testing import FlaskClient

from safetynet.edge import ready_when


def test_a_process_that_lives_says_so(visitor: FlaskClient) -> None:
    answer = visitor.get("/healthz")
    assert (answer.status_code, answer.data) == (200, b"")


def test_ready_means_that_every_check_holds(visitor: FlaskClient, log_text: Path) -> None:
    ready_when("database", lambda: True)
    assert (visitor.get("/readyz").status_code, visitor.get("/readyz").data) == (200, b"")
    ready_when("keyring", lambda: False)
    answer = visitor.get("/readyz")
    assert (answer.status_code, answer.data) == (503, b"")
    assert answer.headers["Retry-After"]
    assert '"check": "keyring"' in log_text.read_text()


def test_a_check_that_breaks_is_a_check_that_fails(visitor: FlaskClient, log_text: Path) -> None:
    def breaks() -> bool:
        raise ConnectionError("postgresql://secret@host")

    ready_when("database", breaks)
    assert visitor.get("/readyz").status_code == 503
    assert "secret" not in log_text.read_text()
