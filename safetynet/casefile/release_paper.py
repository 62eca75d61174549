"""A release as a paper: to sign, and to hand over, with all that the law wants on it.

CR-03, and for substance use the elements of 42 CFR 2.31 (CR-10): who, by whom, what exactly, to
whom, what for, how to stop, until when, signature and day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import format_date
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Actor
from safetynet.agencies import bylines
from safetynet.meetings.paper import copy_of
from safetynet.meetings.paper_labels import footer_labels
from safetynet.meetings.pdf.document import FOOTER, Label, Sheet
from safetynet.meetings.pdf.render import Pdf, render
from safetynet.sharing import CATEGORY_WORDS, How, Release, ReleaseTerms, Signer, terms_of
from safetynet.sharing.words import HOW_WORDS, SIGNER_WORDS, WARNINGS
from safetynet.survivors import known_as, names_by_survivor
from safetynet.vault import Category

TO_FILL_IN = "_" * 30


class Word(StrEnum):
    """The fixed words of this paper, beside those in every footer."""

    HEADING = "heading"
    KNOW = "know"
    SIGNATURES = "signatures"
    SIGNED_ON = "signed_on"


@dataclass(frozen=True, repr=False)
class Fact:
    term: str
    text: str


@dataclass(frozen=True, repr=False, kw_only=True)
class ReleasePaper(Sheet):
    """Everything that stands on the paper, in the language of the request."""

    facts: tuple[Fact, ...]
    statements: tuple[str, ...]
    signers: tuple[str, ...]
    """Under each a line to write on."""


def paper_of(release: Release, number: str, actor: Actor, serial: str) -> ReleasePaper:
    """Return the paper as the agency that obtained the release may hand it over.

    `number` is that of the case or of the referral from which it is printed.
    """
    return ReleasePaper(
        **copy_of(number, bylines([actor.id])[actor.id], serial),
        title="",
        notice=_("This paper is about one person. Keep it where only you can see it."),
        labels={
            **footer_labels(),
            Label.COPY_FOR: _("Printed on %(day)s by", day=format_date(clock.today(), "medium")),
            Word.HEADING: _("Release of information"),
            Word.KNOW: _("What you should know before you sign"),
            Word.SIGNATURES: _("Signatures"),
            Word.SIGNED_ON: _("Day"),
        },
        facts=tuple(_facts(release, terms_of(release.id))),
        statements=tuple(_statements(release)),
        signers=(*_who_sign(release), _("Explained by: %(name)s", name=release.explained_by.name)),
    )


def set_in_type(paper: ReleasePaper) -> Pdf:
    return render(paper, "sharing/release.typ", (*Word, *FOOTER))


def _facts(release: Release, terms: ReleaseTerms | None) -> Iterator[Fact]:
    kinds = ", ".join(str(CATEGORY_WORDS[Category(code)]) for code in release.categories)
    yield Fact(_("Young person"), _name_in_own_words(release))
    yield Fact(_("Who shares"), release.from_agency.name)
    yield Fact(_("Who may receive it"), release.to_agency.name)
    yield Fact(_("What may be shared"), kinds)
    yield Fact(_("How"), ", ".join(str(HOW_WORDS[How(code)]) for code in release.how))
    if terms:
        yield Fact(_("What for"), terms.purpose)
        yield Fact(_("What will not be shared"), terms.not_shared or "–")
        yield Fact(_("Risks and benefits"), terms.risks_discussed or "–")
    yield Fact(_("From"), format_date(release.starts_on, "long"))
    yield Fact(_("Until, that day included"), format_date(release.ends_on, "long"))
    if release.revoked_at:
        stopped = format_date(clock.day_of(release.revoked_at), "long")
        yield Fact(_("State"), _("Stopped %(day)s", day=stopped))
    yield Fact(_("Signed on"), format_date(release.signed_on, "long"))
    yield Fact(_("Signed by"), ", ".join(_who_sign(release)))
    if terms:
        yield Fact(_("Names"), terms.signer_names)
        if terms.alone_because:
            yield Fact(_("Alone, because"), terms.alone_because)
        yield Fact(_("Paper"), terms.paper_reference or TO_FILL_IN)


def _who_sign(release: Release) -> list[str]:
    return [str(SIGNER_WORDS[Signer(code)]) for code in release.signers]


def _name_in_own_words(release: Release) -> str:
    """Return the name that the sharing agency knows; a coded one gets a line to write on."""
    names = names_by_survivor([release.survivor_id]).get(release.survivor_id, [])
    own = [name for name in names if name.owner_id == release.from_agency_id]
    return known_as(own) if own else TO_FILL_IN


def _statements(release: Release) -> Iterator[str]:
    one, other = release.from_agency.name, release.to_agency.name
    yield _("No service depends on signing this. If you say no, nothing changes for you.")
    yield _(
        "You can stop it at any time, without a reason. Tell %(agency)s; it works from that "
        "moment. What was already seen cannot be taken back.",
        agency=one,
    )
    yield _("It ends by itself after the last day above.")
    yield _(
        "It opens nothing of %(other)s to %(one)s; that takes a release of its own.",
        one=one,
        other=other,
    )
    yield _("Nobody who has hurt or exploited you can sign for you.")
    yield _("You get a copy of this paper, if it is safe for you to have one.")
    for code in release.categories:
        if warning := WARNINGS.get(Category(code)):
            yield f"{CATEGORY_WORDS[Category(code)]}: {warning}"
