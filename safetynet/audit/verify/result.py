"""What a reading of the ledger found."""

from dataclasses import dataclass, field

MOST = 1000
"""Findings listed; past that the picture is clear."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something is wrong: at which entry (None when at none), and a sentence that says what."""

    entry: int | None
    sentence: str


@dataclass(slots=True)
class Verification:
    """What a reading of the ledger found. Notes are worth knowing and no sign of tampering."""

    entries: int = 0
    """Entries read this time."""
    since: int = 0
    """How many the last whole reading covered; they were not read again."""
    size: int = 0
    """How many have their place in the tree."""
    rows: int = 0
    """Rows compared with what the ledger last said of them."""
    findings: list[Finding] = field(default_factory=list)
    changed_rows: list[Finding] = field(default_factory=list)
    """Rows that are not as their last entry left them."""
    notes: list[Finding] = field(default_factory=list)
    unlisted: int = 0
    """What there is beyond the first thousand of each."""

    @property
    def is_clean(self) -> bool:
        return not self.findings and not self.changed_rows

    def find(self, entry: int | None, sentence: str) -> None:
        """Note a sign of tampering."""
        self._list(self.findings, Finding(entry, sentence))

    def find_row(self, row: str, entry: int | None, sentence: str) -> None:
        """Note a row that changed without the ledger; `entry` spoke of it last."""
        self._list(self.changed_rows, Finding(entry, f"{row}: {sentence}"))

    def note(self, entry: int | None, sentence: str) -> None:
        """Note what is only worth knowing."""
        self._list(self.notes, Finding(entry, sentence))

    def _list(self, listed: list[Finding], finding: Finding) -> None:
        if len(listed) < MOST:
            listed.append(finding)
        else:
            self.unlisted += 1
