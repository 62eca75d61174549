"""A run as one page of Markdown."""

from collections.abc import Iterator, Sequence

from bench import field_seal
from bench.goals import Reached, of_database, of_sealing
from bench.suite import Findings
from bench.traffic import Cell

METHOD = """\
Every contestant is a server process of its own on loopback, begun by the run with the same command
and threads, and loaded with the same rows. "Plain" is SafetyNet with sealing, whole-file encryption
and ledger taken out by `bench/plain.py`; door, walls and the MACs of rows stay. In every round the
contestants take turns in a new order; a ratio is taken within a round, and the median over the
rounds is shown. A cell with a failed request is void. After each stretch of work `audit verify`
must be clean, and there must be exactly as many new entries as requests that were answered.
PostgreSQL runs with fsync, synchronous_commit and full_page_writes on; the run refuses another.
"""


def report(
    command: str, facts: Sequence[str], sealing: dict[str, dict[str, float]], *found: Findings
) -> str:
    """Return the whole page."""
    parts = ["# Speed\n", f"Printed by `{command}`.\n", METHOD]
    parts.append("\n".join(f"* {fact}" for fact in facts) + "\n")
    parts.append("## Goals\n")
    parts.append("\n".join(_goals(found)) + "\n")
    parts.append("\n".join(_sealing_goals(sealing)) + "\n")
    parts.append("## Figures\n")
    parts.append(field_seal.table(sealing) + "\n")
    for one in found:
        parts.append(f"### {one.database}, {one.cases:,} cases\n")
        parts.append("\n".join(_cells(one)) + "\n")
        parts.append("\n".join(_rest(one)) + "\n")
    return "\n".join(parts)


def _goals(found: Sequence[Findings]) -> Iterator[str]:
    yield (
        "| goal | figure | " + " | ".join(f"wanted | {one.database} | met?" for one in found) + " |"
    )
    yield "|---|---|" + "---|" * 3 * len(found)
    for row in zip(*map(of_database, found), strict=True):
        first = row[0].goal
        said = (f"{one.goal.wanted} | {one.said} | {one.verdict}" for one in row)
        yield f"| {first.name} | {first.what} | " + " | ".join(said) + " |"


def _sealing_goals(sealing: dict[str, dict[str, float]]) -> Iterator[str]:
    yield "| goal | figure | wanted | here | met? |"
    yield "|---|---|---|---|---|"
    for one in of_sealing(sealing):
        yield f"| {one.goal.name} | {one.goal.what} | {one.goal.wanted} | {_row_of(one)} |"


def _row_of(one: Reached) -> str:
    return f"{one.said} | {one.verdict}"


def _cells(found: Findings) -> Iterator[str]:
    yield "| work | connections | contestant | p50 ms | p99 ms | longest ms | per second | void |"
    yield "|---|---|---|---|---|---|---|---|"
    for who, results in {"": found.results, **found.lists}.items():
        for (work, at_once), name, cell, void in results.together():
            what = f"{work}: {who}" if who else work
            yield f"| {what} | {at_once} | {name} | {_figures(cell)} | {void} |"


def _figures(cell: Cell) -> str:
    if not cell.counts:
        return "– | – | – | –"
    return f"{cell.p50:.1f} | {cell.p99:.1f} | {cell.longest:.1f} | {cell.rate:.1f}"


def _rest(found: Findings) -> Iterator[str]:
    reads = found.reads
    if reads.counts:
        yield (
            f"* {len(reads.milliseconds):,} whole case pages over 16 connections: p50 "
            f"{reads.p50:.1f}, p99 {reads.p99:.1f}, longest {reads.longest:.1f} ms, "
            f"{reads.rate:.1f} a second"
        )
    for name, size in found.stored.items():
        yield (
            f"* {name}: {size / 1e6:.1f} MB without ledger, first page after "
            f"{found.starts[name]:.2f} s, memory {found.idle[name]:.0f} MB idle and "
            f"{found.busy[name]:.0f} MB after the work"
        )
    yield f"* keyring: {found.keyring / 1e6:.1f} MB"
    if kept := found.entries:
        yield (
            f"* entries a second at 16 writers: {kept.alone:,.0f}, and {kept.sequenced:,.0f} with "
            f"the sequencer at work; every check of {kept.every_check.entries:,} of them: "
            f"{kept.every_check}; their hashes alone: {kept.hashes}"
        )
    for line in found.counted:
        yield f"* {line}"
