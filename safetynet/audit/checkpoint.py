"""A signed line that stands for the whole ledger at one moment."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Protocol

RESTORED = "restored"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Signs(Protocol):
    """Whoever signs checkpoints; the vault has the key."""

    public: bytes

    def sign(self, said: bytes) -> bytes: ...
    def signed(self, said: bytes, signature: bytes) -> bool: ...


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The ledger's first `size` entries have this `root`; `at` is in ns UTC.

    `code` is the hash of the program that made it (32 hex digits).
    """

    size: int
    root: bytes
    at: int
    code: str
    signature: bytes = b""
    is_restored: bool = False
    """Says that a backup was restored which ends here: later lines of the anchors are void."""

    @property
    def text(self) -> str:
        """What is signed, to the letter."""
        kind = RESTORED if self.is_restored else "checkpoint"
        return (
            f"safetynet ledger {kind} 1\nsize {self.size}\nroot {self.root.hex()}\n"
            f"at {self.moment}\ncode {self.code}\n"
        )

    @property
    def moment(self) -> str:
        """UTC to the microsecond, which is as fine as the house's clock."""
        return (_EPOCH + timedelta(microseconds=self.at // 1000)).isoformat(timespec="microseconds")

    @property
    def line(self) -> str:
        """The same on one line, with its signature."""
        said = f"{self.size} {self.root.hex()} {self.moment} {self.code} {self.signature.hex()}"
        return f"{RESTORED} {said}" if self.is_restored else said

    def signed_by(self, signer: Signs) -> "Checkpoint":
        return replace(self, signature=signer.sign(self.text.encode()))

    def is_signed_by(self, signer: Signs) -> bool:
        return signer.signed(self.text.encode(), self.signature)


def checkpoint_in(line: str) -> Checkpoint | None:
    """Return the checkpoint that a line spells; None when it spells none."""
    *kind, size, root, moment, code, signature = ["", "", "", "", "", *line.split()][-6:]
    try:
        at = (datetime.fromisoformat(moment) - _EPOCH) // _MICROSECOND * 1000
        found = Checkpoint(int(size), bytes.fromhex(root), at, code, bytes.fromhex(signature))
    except (ValueError, TypeError):
        return None
    return replace(found, is_restored=kind == [RESTORED])


@cache
def code_hash() -> str:
    """Return a hash over the program's own files (32 hex digits)."""
    house = Path(__file__).parents[1]
    told = sha256()
    for path in sorted(house.rglob("*.py")):
        said = path.read_bytes()
        told.update(f"{path.relative_to(house)} {len(said)}\n".encode() + said)
    return told.hexdigest()[:32]
