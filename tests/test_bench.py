"""The benchmark's other side still does what SafetyNet does, unsealed."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_a_plain_county_can_be_loaded(tmp_path: Path) -> None:
    """Whatever a room newly asks of vault or ledger, `bench/plain.py` must answer too."""
    settings = {
        "SAFETYNET_ENVIRONMENT": "demonstration",
        "SAFETYNET_INSTANCE": str(tmp_path / "instance"),
        "PYTHONPATH": str(ROOT),
    }
    people = tmp_path / "people.json"
    done = subprocess.run(
        [sys.executable, "-P", str(ROOT / "bench" / "seed.py"), "plain", "12", str(people)],
        env=os.environ | settings,
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert people.exists()
