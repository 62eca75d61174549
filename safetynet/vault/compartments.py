"""What one key opens: one survivor's content of one kind, owned by one agency."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from uuid import UUID


class Category(StrEnum):
    """The kind of content; the complete list, and the same words for key, wall and ledger."""

    IDENTITY = "identity"
    SAFE_CONTACT = "safe_contact"
    LOCATION = "location"
    SAFETY_RISK = "safety_risk"
    EXPLOITATION_ACCOUNT = "exploitation_account"
    PERSONS_OF_CONCERN = "persons_of_concern"
    REFERRAL_NARRATIVE = "referral_narrative"
    PLAN = "plan"
    LINKAGE = "linkage"
    HEALTH = "health"
    MENTAL_HEALTH = "mental_health"
    SUBSTANCE_USE = "substance_use"
    REPRODUCTIVE_HIV = "reproductive_hiv"
    EDUCATION = "education"
    JUVENILE_COURT = "juvenile_court"
    CHILD_WELFARE = "child_welfare"
    LEGAL_ADVICE = "legal_advice"
    PROGRAMME = "programme"
    RESEARCH = "research"
    PRIVILEGED = "privileged"
    TEAM_DISCUSSION = "team_discussion"
    FILE = "file"
    OFFICE = "office"


NOBODY = UUID(int=0)
"""Stands in the survivor's place where content belongs to an agency alone (category office)."""

_CATEGORY_DIGESTS = {
    category: blake2b(category.encode(), digest_size=16, person=b"sn category").digest()
    for category in Category
}


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Triple:
    """Whose survivor, which agency's content, what kind: the compartment of a row."""

    survivor: UUID
    owner: UUID
    category: Category
    parts: bytes = field(init=False, compare=False)
    """48 bytes, fixed widths: survivor 16, owner 16, digest of the category 16."""
    digest: bytes = field(init=False, compare=False)
    """16 bytes that name the compartment in the keyring."""

    def __post_init__(self) -> None:
        parts = self.survivor.bytes + self.owner.bytes + _CATEGORY_DIGESTS[self.category]
        digest = blake2b(parts, digest_size=16, person=b"sn compartment").digest()
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "digest", digest)

    def __eq__(self, other: object) -> bool:
        # Asked tens of thousands of times by a search; the digest stands for all three.
        return isinstance(other, Triple) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        # A survivor's id leads to a person: logs and tracebacks get the digest's beginning only.
        return f"<Triple {self.category.value} {self.digest[:4].hex()}>"


triple_of = lru_cache(maxsize=4096)(Triple)
"""The compartment of three ids, made once: a page asks for it with every word of every row."""
