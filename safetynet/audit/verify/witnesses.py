"""What was written down outside the database against what the database says."""

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection, func, select

from safetynet.audit.checkpoint import Checkpoint
from safetynet.audit.notary import Notary
from safetynet.audit.tables import checkpoints
from safetynet.audit.verify.fetching import as_bytes
from safetynet.audit.verify.result import Verification

_PAGE = 500


class Witnesses:
    """The anchors: what a restored backup took back counts no more."""

    def __init__(self, notary: Notary, result: Verification) -> None:
        self._notary, self._result = notary, result
        self._cuts = self._restores()
        self.restores = len(self._cuts)
        """How often a backup was put back."""

    def compare(self, connection: Connection) -> None:
        """Find every anchored checkpoint in the database, as it was anchored."""
        lines, last = self._live_lines(), 0
        while page := list(islice(lines, _PAGE)):
            last = max(last, *(line.size for line in page))
            self._compare(connection, page)
        made = select(func.count()).where(checkpoints.c.size > last)
        missing = connection.scalar(made) or 0
        if missing and not last:
            self._result.find(None, f"{missing} checkpoints were made, and the anchors are gone")
        elif missing > 1:
            self._result.note(None, f"{missing} checkpoints were not anchored")

    def _restores(self) -> list[tuple[int, int]]:
        """Return (line, size) for each restored backup: earlier lines count up to that size."""
        cuts, spoilt = [], 0
        for number, line in enumerate(self._notary.anchors.lines()):
            if line is None:
                spoilt += 1
            elif line.is_restored and self._notary.made(line):
                cuts.append((number, line.size))
                self._result.note(None, f"a backup was put back that ends with entry {line.size}")
            elif line.is_restored:
                sentence = "an anchor speaks of a backup put back, and was not signed here"
                self._result.find(None, sentence)
        if spoilt:
            self._result.note(None, f"{spoilt} lines of the anchors cannot be read")
        return cuts

    def _live_lines(self) -> Iterator[Checkpoint]:
        cuts = list(self._cuts)
        for number, line in enumerate(self._notary.anchors.lines()):
            while cuts and cuts[0][0] < number:
                cuts.pop(0)
            if line and all(line.size <= size for _number, size in cuts):
                yield line

    def _compare(self, connection: Connection, page: list[Checkpoint]) -> None:
        sizes = {line.size for line in page}
        wanted = select(checkpoints.c.size, checkpoints.c.root)
        found = connection.execute(wanted.where(checkpoints.c.size.in_(sizes)))
        roots = {row.size: as_bytes(row.root) for row in found}
        for line in page:
            if line.size not in roots:
                self._result.find(None, f"checkpoint {line.size}, which was anchored, is gone")
            elif roots[line.size] != line.root:
                sentence = f"checkpoint {line.size} is not the one that was anchored"
                self._result.find(None, sentence)
