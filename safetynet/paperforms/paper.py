"""The referral form as a paper: the same questions in the same order, with room to write."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Any

import segno
from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from safetynet.access import Actor
from safetynet.agencies import agency_names, bylines
from safetynet.forms import Several, kind_of
from safetynet.meetings.paper import copy_of
from safetynet.meetings.paper_labels import footer_labels
from safetynet.meetings.pdf.document import FOOTER, Label, Sheet
from safetynet.meetings.pdf.render import Pdf, render
from safetynet.paperforms.models import PaperForm
from safetynet.referrals.completeness import PARTS
from safetynet.referrals.forms import ReferralForm


class Word(StrEnum):
    """The fixed words of this paper, beside those in every footer."""

    HEADING = "heading"
    CODE = "code"
    PICTURE = "picture"
    STAR = "star"


class Room(StrEnum):
    """How much there is to write on, or what to tick."""

    LINE = "line"
    PAGE = "page"
    DAY = "day"
    BOXES = "boxes"


@dataclass(frozen=True, repr=False)
class Asked:
    label: str
    hint: str
    room: Room
    boxes: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Group:
    """Questions under a heading; `name` is "" for those of the part itself."""

    name: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, repr=False)
class Section:
    heading: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, repr=False, kw_only=True)
class BlankReferral(Sheet):
    """Everything that stands on the paper, in the language of the request."""

    code: str
    picture: str
    """The address behind the code, as SVG."""
    rules: tuple[str, ...]
    sections: tuple[Section, ...]


RULES = (
    _l(
        "Keep this paper where only you can see it. With a name on it, it can put somebody in "
        "danger."
    ),
    _l("Ask only what you need. Do not ask again what other agencies know already."),
    _l("Type it in as soon as you can, then shred it: point a phone at the code, or type it."),
    _l("Is it lost? Say so at once on the page “Paper forms”; then nobody can type it in."),
    _l("Coded, without a release or a law? Leave out the name and whatever would name her or him."),
)
STARS = frozenset({"basis", "urgency", "awareness", "facts", "first_name"})
BEGINS = {
    "basis": "basis",
    "sender_role": "sender",
    "urgency": "concern",
    "awareness": "voice",
    "first_name": "person",
    "contacts": "reach",
    "trafficking": "exploitation",
    "persons": "persons",
    "jurisdiction": "systems",
}
"""With which question each part of the form begins."""
ELSEWHERE = frozenset(
    {
        "categories", "signers", "signer_names", "signed_on", "ends_on", "purpose", "not_shared",
        "risks_discussed", "alone_because", "guardian_is_safe", "paper_reference",
        "told_it_is_free", "documents",
    }
)  # fmt: skip
"""A release is a paper of its own, with its own signatures; so is what goes with the referral."""
SEVERAL = 2
"""Places for what there may be several of."""
_ROOMS = {"textarea": Room.PAGE, "day": Room.DAY}


def blank_referral(paper: PaperForm, form: ReferralForm, actor: Actor, at: str) -> BlankReferral:
    """Return the blank form; `at` is the address which its picture opens."""
    day = format_date(paper.printed_on, "medium")
    return BlankReferral(
        **copy_of(paper.spelled, bylines([actor.id])[actor.id], paper.spelled),
        title=agency_names()[paper.agency_id],
        notice=_("This paper is about one person. Keep it where only you can see it."),
        labels={
            **footer_labels(),
            Label.COPY_FOR: _("Printed on %(day)s by", day=day),
            Word.HEADING: _("Referral of a young person"),
            Word.CODE: _("Code of this paper"),
            Word.PICTURE: _("The code of this paper, for a phone’s camera"),
            Word.STAR: _("★ is needed; everything else can be added later."),
        },
        code=paper.spelled,
        picture=picture_of(at),
        rules=tuple(map(str, RULES)),
        sections=tuple(_sections(form)),
    )


def picture_of(address: str) -> str:
    out = BytesIO()
    segno.make(address, micro=False).save(out, kind="svg", scale=4, border=4, light="#fff")
    return out.getvalue().decode()


def set_in_type(blank: BlankReferral) -> Pdf:
    return render(blank, "paperforms/referral.typ", (*Word, *FOOTER))


def _sections(form: ReferralForm) -> Iterator[Section]:
    headings = {part.key: str(part.heading) for part in PARTS}
    groups: list[Group] = []
    heading = ""
    for name, field in form._fields.items():
        if name in ELSEWHERE or kind_of(field) == "hidden" or name == "csrf_token":
            continue
        if name in BEGINS:
            if groups:
                yield Section(heading, tuple(groups))
            heading, groups = headings[BEGINS[name]], []
        groups += _groups(name, field)
    yield Section(heading, tuple(groups))


def _groups(name: str, field: Any) -> Iterator[Group]:
    if isinstance(field, Several):
        entry = field.blank().form
        for number in range(1, SEVERAL + 1):
            asked = tuple(_asked(one, "") for one in entry)
            yield Group(f"{field.label.text} – {number}", asked)
    else:
        yield Group("", (_asked(field, "★" if name in STARS else ""),))


def _asked(field: Any, star: str) -> Asked:
    kind, label = kind_of(field), f"{field.label.text} {star}".strip()
    hint = str(field.description or "")
    if kind in {"radios", "checkboxes", "select"}:
        words = tuple(str(choice[1]) for choice in field.iter_choices() if choice[0])
        return Asked(label, hint, Room.BOXES, words)
    if kind == "checkbox":
        return Asked("", hint, Room.BOXES, (label,))
    is_day = field.type.startswith("Day")
    return Asked(label, hint, Room.DAY if is_day else _ROOMS.get(kind, Room.LINE))
