"""What a run must reach, and whether it did."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.contestants import PLAIN, SAFETYNET
from bench.suite import AT_NEW_TABLES, Findings, slowdowns
from bench.visitors import Work

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
MARGIN = 0.10


@dataclass(frozen=True)
class Goal:
    """A figure and its limit; `at_most` tells on which side of it the figure should be."""

    name: str
    what: str
    limit: float
    unit: str = "x"
    at_most: bool = True
    held: float | None = None
    """Where a goal is not reached yet: what the gate holds it to, so that it gets no worse."""

    @property
    def wanted(self) -> str:
        return f"{'≤' if self.at_most else '≥'} {_said(self.limit, self.unit)}"

    @property
    def is_ratio(self) -> bool:
        """Only ratios within one run mean the same on every machine."""
        return self.unit == "x"


@dataclass(frozen=True)
class Reached:
    """What a run reached of a goal; None where every cell was void or nothing was measured."""

    goal: Goal
    figure: float | None

    @property
    def excess(self) -> float:
        """By what part of the limit it was missed; 0 or less when it was met."""
        return self._beyond(self.goal.limit)

    @property
    def stops_the_gate(self) -> bool:
        """Only a ratio does, and only beyond the margin."""
        return self.goal.is_ratio and self._beyond(self.goal.held or self.goal.limit) > MARGIN

    def _beyond(self, limit: float) -> float:
        if self.figure is None:
            return float("inf")
        more = self.figure / limit - 1
        return more if self.goal.at_most else -more

    @property
    def is_met(self) -> bool:
        return self.excess <= 0

    @property
    def said(self) -> str:
        return "void" if self.figure is None else _said(self.figure, self.goal.unit)

    @property
    def verdict(self) -> str:
        return "yes" if self.is_met else f"no, by {self.excess:.0%}"


def _said(figure: float, unit: str) -> str:
    if unit == "x":
        return f"{figure:.2f}x"
    return f"{figure:,.0f} {unit}" if figure >= 10 else f"{figure:.2f} {unit}"


def of_sealing(micros: dict[str, dict[str, float]]) -> Iterator[Reached]:
    """Yield what sealing a field reached; `micros` as `field_seal.every_text` returns them."""
    for name, took in micros.items():
        seal = Goal("seal", f"sealing {name}, Fernet takes", 3.0, at_most=False)
        opened = Goal("open", f"opening {name}, Fernet takes", 5.0, at_most=False)
        listed = Goal("open", f"opening {name} among many, Fernet takes", 5.0, at_most=False)
        yield Reached(seal, took["encrypt"] / took["seal"])
        yield Reached(opened, took["decrypt"] / took["open"])
        yield Reached(listed, took["decrypt"] / took["open_all"])


def of_database(found: Findings) -> Iterator[Reached]:
    """Yield what one database's part of a run reached."""
    yield from _of_pages(found)
    yield from _of_reads(found)
    for who, slower in slowdowns(found.lists).items():
        held = 2.0 if who == AT_NEW_TABLES else None
        yield Reached(Goal("G5", f"list page amid very many cases: {who}", 1.15, held=held), slower)
    yield from _of_notes(found)
    yield from _of_entries(found)
    yield from _of_size(found)


def _of_pages(found: Findings) -> Iterator[Reached]:
    alone = Goal("G1", "case page, 1 connection: time of plain's", 1.25)
    busy = Goal("G2", "case page, 16 connections: pages of plain's", 0.65, at_most=False)
    yield Reached(alone, found.results.slower((Work.CASE, 1)))
    yield Reached(busy, found.results.busier((Work.CASE, 16)))


def _of_reads(found: Findings) -> Iterator[Reached]:
    if found.entries:
        waits = found.entries.waits
        yield Reached(Goal("G3", "a read's entry, 16 writers: longest", 500, "ms"), waits.longest)
        yield Reached(Goal("G3", "a read's entry, 16 writers: p99", 50, "ms"), waits.p99)
    if found.reads.counts:
        page = "whole page with its entry, 16 connections"
        yield Reached(Goal("G3", f"{page}: longest", 500, "ms"), found.reads.longest)
        yield Reached(Goal("G3", f"{page}: p99", 50, "ms"), found.reads.p99)


def _of_notes(found: Findings) -> Iterator[Reached]:
    most, least = (1.2, 0.75) if found.database == SQLITE else (1.4, 0.55)
    alone = Goal("G8", "save a note, 1 connection: time of plain's", most, held=1.6)
    busy = Goal("G8", "save a note, 16 connections: notes of plain's", least, at_most=False)
    yield Reached(alone, found.results.slower((Work.NOTE, 1)))
    yield Reached(busy, found.results.busier((Work.NOTE, 16)))


def _of_entries(found: Findings) -> Iterator[Reached]:
    if not (kept := found.entries):
        return
    rate = 8_000 if found.database == SQLITE else 4_000
    appended = Goal("G10", "entries appended, 16 writers, 20 rows each", rate, "/s", at_most=False)
    yield Reached(appended, kept.alone)
    yield Reached(Goal("G10", "an entry of one row", 300, "bytes"), kept.size)
    yield Reached(Goal("G10", "each further row", 16, "bytes"), kept.further)
    hashes = Goal("G11", "entries read and hashed, one core", 400_000, "/s", at_most=False)
    checks = Goal("G11", "every check of an entry, one core", 100_000, "/s", at_most=False)
    yield Reached(hashes, kept.hashes.rate)
    yield Reached(checks, kept.every_check.rate)


def _of_size(found: Findings) -> Iterator[Reached]:
    ours, plain = found.stored[SAFETYNET], found.stored[PLAIN]
    with_keys = Goal("G12", "store without ledger, with its keyring: bytes of plain's", 1.3)
    yield Reached(Goal("G12", "store without ledger: bytes of plain's", 1.3), ours / plain)
    yield Reached(with_keys, (ours + found.keyring) / plain)
    yield Reached(Goal("G12", "start to first page", 1.5, "s"), found.starts[SAFETYNET])
    yield Reached(Goal("G12", "idle memory (PSS)", 130, "MB"), found.idle[SAFETYNET])
