"""Reading the ledger again, and naming everything that is not as it was written."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select

from safetynet.audit.journal import Head
from safetynet.audit.ledger import Ledger
from safetynet.audit.merkle import Edge, edge_of
from safetynet.audit.notary import Notary
from safetynet.audit.tables import entries
from safetynet.audit.tree import BrokenTreeError, nodes_in
from safetynet.audit.verify.chains import Chains
from safetynet.audit.verify.fetching import (
    Batch,
    batches,
    fetch,
    name_of,
    newest,
    snapshot,
    speller,
)
from safetynet.audit.verify.growth import Growth
from safetynet.audit.verify.helpers import Open, Task, is_worth_it, skimmed_ahead
from safetynet.audit.verify.memory import Mark, Memory
from safetynet.audit.verify.result import MOST, Finding, Verification
from safetynet.audit.verify.rows import compare_rows
from safetynet.audit.verify.witnesses import Witnesses

__all__ = ["MOST", "Finding", "Verification", "last_id", "verify"]


def last_id(engine: Engine) -> int:
    """Return the newest entry's id: near enough to their number for a progress bar, and instant."""
    with engine.connect() as connection:
        return newest(connection)


def verify(  # noqa: PLR0913 - each says what is read, or how
    engine: Engine,
    ledger: Ledger,
    progress: Callable[[int], object] | None = None,
    *,
    notary: Notary | None = None,
    memory: Path | None = None,
    afresh: bool = False,
    rows: bool = False,
    reopen: Open | None = None,
) -> Verification:
    """Check every entry against itself, its chain, its columns, its subjects and the journal.

    With a `notary`, the tree, the checkpoints and the anchors too; with `rows`, every row against
    what the ledger last said of it. `memory` is a file beside the logs in which a clean reading
    leaves its mark: the next one goes on from there, unless it is told to begin `afresh`. Nothing
    grows with the ledger but that file. Entries may be appended meanwhile: one snapshot is read.
    `progress` is told after each batch how many entries it held. With `reopen`, which opens the
    same database in another process, a long ledger is read by every processor.
    """
    result = Verification()
    # The journal is read before the snapshot: all that it names was committed by then.
    promised, spoilt = ledger.journal.heads()
    if spoilt:
        result.note(None, f"{spoilt} lines of the journal cannot be read")
    witnesses = Witnesses(notary, result) if notary else None
    remembered = Memory(memory, ledger, witnesses.restores if witnesses else 0, afresh=afresh)
    try:
        with snapshot(engine) as connection:
            reading = _Reading(connection, ledger, notary, remembered, promised, result)
            for count in reading.counts(reopen):
                if progress:
                    progress(count)
            if witnesses:
                witnesses.compare(connection)
            if rows:
                compare_rows(connection, remembered, result)
        # And again after it: by now it names what the snapshot holds, but for a last commit.
        reading.chains.compare_journal(ledger.journal.heads()[0])
    except BaseException:
        remembered.forget()
        raise
    remembered.keep() if result.is_clean else remembered.forget()
    return result


class _Reading:
    """One pass over the entries, from the mark of the last one or from the beginning."""

    def __init__(
        self,
        connection: Connection,
        ledger: Ledger,
        notary: Notary | None,
        memory: Memory,
        promised: Mapping[bytes, Head],
        result: Verification,
    ) -> None:
        self._connection, self._memory, self._result = connection, memory, result
        self._ledger, self._promised = ledger, promised
        self._mark, heads = memory.recall()
        self._after = self._mark.after
        self.chains = Chains(ledger, speller(connection), promised, result)
        self.chains.heads, self.chains.before = heads, self._mark.before
        edge = Edge(self._mark.edge.size, self._mark.edge.hashes)
        self._growth = Growth(connection, notary, result, edge) if notary else None
        if self._mark.after:
            self._check_mark()

    def counts(self, reopen: Open | None) -> Iterator[int]:
        """Read and check every batch; yield how many entries it held."""
        if reopen:
            yield from self._helped(reopen)
        may_freeze = self._growth is not None
        for batch in batches(self._connection, self._after, leaves=may_freeze):
            if may_freeze and not self._is_settled(batch):
                may_freeze = False
                self._freeze()
            count = self._take(batch)
            if batch.rows:
                self._after = batch.rows[-1][0]
            yield count
        if self._growth:
            self._growth.end()

    def _helped(self, reopen: Open) -> Iterator[int]:
        """Read with helpers what is settled, where there is much of it."""
        leaves = self._growth is not None
        last = self._growth.settled if self._growth else newest(self._connection)
        if not is_worth_it(last - self._after):
            return
        moment = name_of(self._connection)
        task = Task(reopen, moment, self._ledger.mac_key, self._promised, leaves)
        # Without helpers all goes on from where they came to.
        with suppress(BrokenProcessPool):
            for span, skimmed in skimmed_ahead(task, self._after, last):
                if skimmed and self.chains.join(skimmed):
                    self._memory.note(skimmed.changes)
                    if self._growth:
                        self._growth.add(skimmed.leaves)
                    count = skimmed.entries
                else:
                    count = self._take(fetch(self._connection, span, leaves=leaves))
                self._after = span.last
                yield count

    def _take(self, batch: Batch) -> int:
        self._memory.note(self.chains.take(batch))
        if self._growth:
            self._growth.take(batch)
        return len(batch.rows)

    def _is_settled(self, batch: Batch) -> bool:
        """Say whether no entry can turn up later among these: all before have their places."""
        return bool(batch.rows and self._growth and batch.rows[-1][0] <= self._growth.settled)

    def _freeze(self) -> None:
        """Let the next reading begin here."""
        growth = self._growth
        if growth and not growth.early:
            edge = Edge(growth.edge.size, growth.edge.hashes)
            count = self._mark.entries + self._result.entries
            self._memory.freeze(
                Mark(self._after, self.chains.before, count, edge), self.chains.heads
            )

    def _check_mark(self) -> None:
        """See that what was verified before is still as many entries, under the same root."""
        after, edge = self._mark.after, self._mark.edge
        self._result.since = self._mark.entries
        count = self._connection.scalar(select(func.count()).where(entries.c.id <= after))
        if count != self._mark.entries:
            sentence = (
                f"{self._mark.entries} entries were verified before, {count} of them are left"
            )
            self._result.find(None, sentence)
        try:
            stands = edge_of(nodes_in(self._connection), edge.size).hashes
        except BrokenTreeError:
            stands = []
        if stands != edge.hashes:
            self._result.find(
                None, f"the tree of {edge.size} entries is not the one verified before"
            )
