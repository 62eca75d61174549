"""What is said when something begins or ceases to cross: to whom, what, by which law, until when.

Never who it is about: a page may be seen over a shoulder.
"""

from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from safetynet.agencies import Agency
from safetynet.sharing.models import Release
from safetynet.sharing.rights import BY_SEAT
from safetynet.sharing.words import kinds_said
from safetynet.vault import Category


def seat_given(number: str, agency: Agency) -> str:
    """Return what a new seat at a case's table opens, and by which law."""
    said = {"agency": agency.name, "number": number, "kinds": kinds_said(BY_SEAT)}
    if agency.is_covered:
        sentence = _(
            "%(agency)s has a seat at %(number)s. By Penal Code 13753 it now sees of the other "
            "agencies there: %(kinds)s. They see nothing of it without a release.",
            **said,
        )
    else:
        sentence = _(
            "%(agency)s has a seat at %(number)s. By Penal Code 13753 it and the other agencies "
            "there now see of each other: %(kinds)s; nothing of a victim services agency "
            "without a release.",
            **said,
        )
    return str(sentence)


def seat_ended(number: str, agency: Agency) -> str:
    """Return what the end of a seat closes."""
    sentence = _(
        "%(agency)s has no seat at %(number)s any more. What Penal Code 13753 opened by the seat "
        "is closed from the next page on; releases hold until they end or are stopped. What "
        "%(agency)s wrote stays its own.",
        agency=agency.name,
        number=number,
    )
    return str(sentence)


def release_saved(release: Release, day: date) -> str:
    """Return what a release that was just signed lets its recipient see, and until when."""
    said = {
        "agency": release.to_agency.name,
        "kinds": kinds_said(Category(code) for code in release.categories),
        "first": format_date(release.starts_on),
        "last": format_date(release.ends_on),
    }
    if release.starts_on > day:
        sentence = _(
            "The release is saved. From %(first)s to %(last)s %(agency)s sees of your agency: "
            "%(kinds)s. It can be stopped at any time.",
            **said,
        )
    else:
        sentence = _(
            "The release is saved. %(agency)s now sees of your agency, until %(last)s: %(kinds)s. "
            "It can be stopped at any time.",
            **said,
        )
    return str(sentence)


def release_stopped(release: Release) -> str:
    """Return what stopping a release closes."""
    sentence = _(
        "%(agency)s sees nothing by this release any more, from the next page that anybody opens. "
        "It was for: %(kinds)s.",
        agency=release.to_agency.name,
        kinds=kinds_said(Category(code) for code in release.categories),
    )
    return str(sentence)
