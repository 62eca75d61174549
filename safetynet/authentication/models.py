"""What a member signs in with, and every browser in which somebody is signed in."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Member
from safetynet.authentication.devices import Browser, Device, System
from safetynet.db import Owned, Plain, WithMac
from safetynet.vault import Sealed, SealedCode
from safetynet.vault.compartments import Category

IDLE_END = timedelta(minutes=30)
"""The server forgets an idle sign-in; the screen locks earlier (screens.md, safety)."""
ABSOLUTE_END = timedelta(hours=12)
MOST = 3
"""How many sign-ins a person has at once: one at the desk, one in the field, one to spare."""


class Credential(WithMac, Owned):
    """What a member signs in with; the agency's own office compartment."""

    __tablename__ = "credentials"
    UNDER_MAC = (
        "id",
        "member_id",
        "owner_id",
        "email_fingerprint",
        "password_hash",
        "seal_version",
        "totp_step",
    )
    # The secret of the codes needs no place there: its envelope is bound to row and seal version.
    CATEGORY = Category.OFFICE

    member_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id), unique=True)
    member: Mapped[Member] = relationship()
    email: Mapped[Sealed]
    email_fingerprint: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    password_hash: Mapped[Plain]
    totp_secret: Mapped[SealedCode]
    next_totp_secret: Mapped[SealedCode | None]
    """Of an authenticator app that is being set up; it counts once a code of it was right."""
    totp_step: Mapped[int] = mapped_column(default=0)
    """The last time step used: a code works once (RFC 6238 §5.2)."""


class SignIn(WithMac):
    """One browser, signed in or half-way there. Only the hash of its token is stored."""

    __tablename__ = "sign_ins"
    UNDER_MAC = (
        "id",
        "created_at",
        "token_hash",
        "member_id",
        "seen_at",
        "code_passed_at",
        "proved_at",
        "ended_at",
    )
    IN_PASSING = frozenset({"seen_at"})

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id), index=True)
    member: Mapped[Member] = relationship()
    seen_at: Mapped[datetime]
    code_passed_at: Mapped[datetime | None]
    proved_at: Mapped[datetime | None]
    """When she last showed who she is: what is asked once more looks at it."""
    ended_at: Mapped[datetime | None]
    browser: Mapped[Browser] = mapped_column(default=Browser.OTHER)
    system: Mapped[System] = mapped_column(default=System.OTHER)

    @property
    def device(self) -> Device:
        return Device(self.browser, self.system)

    def end(self, now: datetime) -> None:
        if self.ended_at is None:
            # Both, or a pulse in between would leave a MAC over an older moment than the row's.
            self.ended_at = self.seen_at = now


class RecoveryCode(WithMac):
    """One of ten, good once in place of a one-time code; only its hash is stored."""

    __tablename__ = "recovery_codes"
    ABSENT_IF_FORGED = True
    UNDER_MAC = ("id", "member_id", "code_hash", "used_at")

    member_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id), index=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    used_at: Mapped[datetime | None]

    def use(self, now: datetime) -> None:
        self.used_at = now


class Passkey(WithMac, Owned):
    """A key on somebody's own device, or kept by it; of the pair only the public half is here."""

    __tablename__ = "passkeys"
    UNDER_MAC = (
        "id",
        "member_id",
        "owner_id",
        "credential_id",
        "public_key",
        "sign_count",
        "asked_at",
        "off_at",
    )
    CATEGORY = Category.OFFICE

    member_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id), index=True)
    member: Mapped[Member] = relationship()
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1023), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary())
    name: Mapped[Sealed]
    """What its owner calls the device."""
    sign_count: Mapped[int] = mapped_column(BigInteger)
    """Signatures so far, as the device counts them; 0 for ever where it does not count."""
    asked_at: Mapped[datetime]
    """When the last challenge was made that it answered: it answers none of that time or before."""
    used_at: Mapped[datetime | None]
    off_at: Mapped[datetime | None]

    def has_answered(self, asked_at: datetime) -> bool:
        return asked_at <= self.asked_at

    def counts_back(self, sign_count: int) -> bool:
        """Say whether a count shows that there are two of it (WebAuthn level 3, 6.1.1)."""
        return bool(sign_count or self.sign_count) and sign_count <= self.sign_count

    def answer(self, sign_count: int, asked_at: datetime, now: datetime) -> None:
        self.sign_count, self.asked_at, self.used_at = sign_count, asked_at, now

    def switch_off(self, now: datetime) -> None:
        self.off_at = self.off_at or now
