"""Papers on case files: a signed release, an order, a page of the court's own file, a letter."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import typst
from sqlalchemy import select

from safetynet.db import db
from safetynet.demo.setting import House
from safetynet.demo.story import Path, Story
from safetynet.demo.telling import Teller
from safetynet.files import storage
from safetynet.files.models import Document, DocumentKind
from safetynet.files.operations import Sent, add, add_with_referral, remove
from safetynet.referrals import Referral

_SHEET = '#set page(paper: "us-letter", margin: 3cm)\n#set text(size: 12pt)\n= {}\n\n{}\n\n{}\n'


@dataclass(frozen=True)
class _Paper:
    kind: DocumentKind
    handle: str
    ago: int
    title: str
    words: str
    court_order: str | None = None
    removed_because: str = ""
    is_typed: bool = True
    """Set in type as a PDF; else it is a plain text."""


PAPERS = (
    _Paper(
        DocumentKind.COURT_ORDER,
        "probation",
        6,
        "Order after the hearing",
        "The minor stays in the home of her aunt until the next hearing. Probation reports then.",
    ),
    _Paper(
        DocumentKind.JUVENILE_CASE_FILE,
        "probation",
        5,
        "Minute order, two pages",
        "Out of the file of the juvenile court. To be looked at by those whom WIC 827 names.",
        court_order="JV-2231",
    ),
    _Paper(
        DocumentKind.IDENTITY,
        "probation",
        5,
        "Birth certificate",
        "A certified copy.",
        removed_because="It was that of a brother. Destroyed, and the right one asked for.",
        is_typed=False,
    ),
    _Paper(
        DocumentKind.SAFETY_PLAN,
        "harbor",
        4,
        "Safety plan with her signature",
        "Whom I call first, where I sleep tonight, and what my aunt may be told.",
    ),
    _Paper(
        DocumentKind.MEDICAL,
        "clinic",
        3,
        "What to watch for after the visit",
        "Rest for two days. Come back at once with fever. Ask for the nurse by name.",
        is_typed=False,
    ),
)

WITH_REFERRALS = _Paper(
    DocumentKind.REFERRAL,
    "",
    0,
    "What the night shift wrote",
    "She came in at two, hungry and without a coat, and asked whether the door locks.",
)
"""What the senders of the first two referrals added to them."""


def send(stories: Iterable[Story], teller: Teller) -> None:
    """Lay each paper on the first open case at whose table its agency sits."""
    told = list(stories)
    for named in [one for one in told if not one.is_coded][:2]:
        _tell(replace(WITH_REFERRALS, handle=named.sender, ago=named.referred), named, teller)
    open_cases = [story for story in told if story.path is Path.OPEN]
    for paper in PAPERS:
        story = next((one for one in open_cases if paper.handle in one.team), None)
        if story is not None:
            _lay(paper, story, teller)


def _lay(paper: _Paper, story: Story, teller: Teller) -> None:
    house = teller.setting.agencies[paper.handle]
    by = teller.setting.actor(paper.handle)
    with teller.by(by.id, "a document"), teller.at(paper.ago):
        case = teller.case(story.case)
        data = _written(paper, case.number, house)
        document = add(Sent(paper.kind, paper.title, data, paper.court_order), case, by)
        if paper.removed_because:
            remove(document, paper.removed_because, by)
        else:
            _sow(document, paper, case.number, house, teller)


def _tell(paper: _Paper, story: Story, teller: Teller) -> None:
    house = teller.setting.agencies[paper.handle]
    by = teller.setting.actor(paper.handle)
    with teller.by(by.id, "a document with a referral"), teller.at(paper.ago, 2):
        hers = select(Referral).where(Referral.survivor_id == story.survivor)
        referral = db.session.scalars(hers.order_by(Referral.created_at).limit(1)).one()
        sent = Sent(paper.kind, paper.title, _written(paper, referral.number, house))
        document = add_with_referral(sent, referral.id, referral.survivor_id, by)
        _sow(document, paper, referral.number, house, teller)


def _sow(document: Document, paper: _Paper, number: str, house: House, teller: Teller) -> None:
    """Write into its bytes what must stand there, beside what the story says."""
    if word := teller.word_in(document, storage.CONTENT):
        data = _written(paper, number, house, word)
        storage.store(document, data)
        document.size = len(data)


def _written(paper: _Paper, number: str, house: House, beside: str = "") -> bytes:
    words = f"{paper.words} {beside}".strip()
    if paper.is_typed:
        sheet = _SHEET.format(paper.title, f"{house.name}, {number}", words)
        return bytes(typst.compile(sheet.encode()))
    return f"{house.name}\n{paper.title}\n\n{words}\n".encode()
