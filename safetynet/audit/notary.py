"""Whoever signs how far the ledger reached, and keeps a copy of it outside the database."""

from collections.abc import Callable

from safetynet.audit.anchors import Anchors
from safetynet.audit.checkpoint import Checkpoint, Signs, code_hash


class Notary:
    """Makes checkpoints. `now_ns` tells UTC nanoseconds."""

    def __init__(self, signer: Signs, anchors: Anchors, now_ns: Callable[[], int]) -> None:
        self._signer, self.now_ns = signer, now_ns
        self.anchors = anchors
        self.public = signer.public

    def checkpoint(self, size: int, root: bytes, *, is_restored: bool = False) -> Checkpoint:
        """Return a signed checkpoint of now."""
        said = Checkpoint(size, root, self.now_ns(), code_hash(), is_restored=is_restored)
        return said.signed_by(self._signer)

    def made(self, checkpoint: Checkpoint) -> bool:
        """Tell whether this installation signed it."""
        return checkpoint.is_signed_by(self._signer)
