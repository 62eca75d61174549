"""Whoever holds a paper can check an entry against it, without SafetyNet and without its keys."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from safetynet.audit import Notary, reading, the_sequencer
from safetynet.audit.decoding import decode
from safetynet.audit.reading import Line, Scope
from tests import scenes
from tests.audit.drafts import page, placed
from tests.audit.test_rows import run
from tests.browser import Browser
from tests.cast import Cast
from tests.ledger import last_entry

SCRIPT = Path(__file__).parents[2] / "docs" / "check_proof.py"
# A stranger's Python: nothing is installed there.
BARE = (sys.executable, "-I", "-S", str(SCRIPT))


@pytest.fixture
def proof(app: Flask, cast: Cast, tmp_path: Path) -> Path:
    """A proof of an entry among many."""
    for _ in range(5):
        scenes.open_case(app, cast)
    out = tmp_path / "proof.json"
    assert run(app, "prove", "3", "--out", str(out)).exit_code == 0
    return out


def check(*arguments: str | Path, python: tuple[str, ...] = BARE) -> tuple[int, str]:
    done = subprocess.run(
        (*python, *map(str, arguments)), capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def _root(proof: Path) -> str:
    return str(json.loads(proof.read_text())["checkpoint"].split("root ")[1][:64])


def _with(proof: Path, **changes: Any) -> Path:
    proof.write_text(json.dumps(json.loads(proof.read_text()) | changes))
    return proof


def test_a_clerk_checks_a_proof_with_python_alone(proof: Path) -> None:
    root = _root(proof)
    code, said = check(proof, root[:16])
    assert code == 0
    assert "Entry 3 is number 3 of 6." in said
    assert f"{root} (as you gave it)" in said
    assert "cryptography is not installed" in said
    assert check(proof, root)[0] == check(proof)[0] == 0


def test_where_it_can_be_checked_the_signature_is(app: Flask, proof: Path) -> None:
    python = (sys.executable, str(SCRIPT))
    notary: Notary = app.extensions["notary"]
    assert (
        f"Signature: right, under the key {notary.public.hex()}" in check(proof, python=python)[1]
    )
    code, said = check(_with(proof, signature="00" * 64), python=python)
    assert (code, "signature is wrong" in said) == (1, True)


@pytest.mark.parametrize(
    "changes",
    [{"payload": "00"}, {"position": 1}, {"size": 5}, {"path": []}, {"path": ["00" * 32] * 3}],
    ids=str,
)
def test_a_false_proof_is_refused(proof: Path, changes: dict[str, Any]) -> None:
    code, said = check(_with(proof, **changes))
    assert (code, "NOT PROVED" in said) == (1, True)


def test_another_root_is_refused(proof: Path) -> None:
    for root in ("0" * 64, "0" * 16, _root(proof)[:8]):
        code, said = check(proof, root)
        assert (code, "NOT PROVED" in said) == (1, True)


def test_the_script_is_short_enough_to_be_read() -> None:
    assert len(SCRIPT.read_text().splitlines()) <= 60


def test_what_is_not_there_cannot_be_proved(app: Flask, cast: Cast) -> None:
    said = run(app, "prove", "999")
    assert said.exit_code == 1
    assert "There is no entry 999" in said.output


def test_an_anchor_is_printed_and_kept(app: Flask, cast: Cast) -> None:
    notary: Notary = app.extensions["notary"]
    said = run(app, "anchor")
    assert said.exit_code == 0
    last = notary.anchors.last()
    assert last is not None
    assert said.output.startswith(last.text)
    assert f"public key {notary.public.hex()}" in said.output
    # Lost, it is written again.
    notary.anchors.path.unlink()
    assert run(app, "anchor").exit_code == 0
    assert list(notary.anchors.lines()) == [last]


def test_a_mailed_anchor_says_nothing_else(app: Flask, cast: Cast) -> None:
    assert run(app, "anchor", "--mail").exit_code == 0
    last = app.extensions["notary"].anchors.last()
    spool = Path(app.extensions["config"].mail.removeprefix("spool:"))
    (message,) = spool.iterdir()
    assert message.read_text() == f"{last.root.hex()} {last.size}\n"


def test_a_privacy_officer_takes_a_proof_away(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.advocate).get(scene.path)
    listing = browser.as_(cast.privacy_officer).get("/oversight").text
    address = listing.split('href="/oversight/entries/')[1].split('"')[0]
    assert browser.get(f"/oversight/entries/{address}/proof.json").status_code == 404
    assert "Download the proof" not in browser.get(f"/oversight/entries/{address}").text
    with app.app_context():
        the_sequencer().sequence_now()
    assert "Download the proof" in browser.get(f"/oversight/entries/{address}").text
    answer = browser.get(f"/oversight/entries/{address}/proof.json")
    told = json.loads(answer.text)
    assert str(told["entry"]) == address
    assert decode(bytes.fromhex(told["payload"])).counter > 0
    assert answer.headers["Content-Disposition"] == f"attachment; filename=proof-{address}.json"
    assert last_entry(app).endpoint == "oversight.proof"


def test_a_part_of_an_entry_proves_nothing(app: Flask, cast: Cast) -> None:
    """Whoever may not read all that an entry touched gets no proof: it would tell the rest."""
    own = replace(page(1).touches[0], owner=cast.harbor_id)
    entry = replace(placed(page(0)), touches=(own, *page(1).touches))
    scope = Scope(cast.harbor_id, frozenset(), frozenset())
    part = scope.within(Line(1, entry, b""))
    assert part is not None
    assert part.entry.touches == (own,)
    run(app, "anchor")
    with app.test_request_context():
        assert reading.proof(part) is None
        assert reading.proof(replace(part, is_whole=True)) is not None
