"""Who signs: one rule, in the case and in the referral alike (CR-03, CR-07)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.referrals import Referral
from safetynet.referrals.models import PersonOfConcern
from safetynet.sharing import How, Release, ReleaseTerms, Signer
from safetynet.sharing.never_signs import is_named_in
from safetynet.sharing.signing import CannotSignError, Signing, Wrong, sign
from safetynet.survivors import BirthDate
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.referrals.telling import FIRST, LAST, released, typed, version_of

HE = "Bramble Hollow"
"""Recorded as a person of concern."""


def born(years: int) -> dict[str, str]:
    """Return a birthday that makes her that old wherever the suite stands in time."""
    day = clock.today() - timedelta(days=366 * years)
    boxes = {"year": day.year, "month": day.month, "day": 1}
    return {f"births-0-born-{box}": str(number) for box, number in boxes.items()}


def with_guardian(**changed: Any) -> dict[str, Any]:
    return {
        "signers": ["youth", "guardian"],
        "signer_names": f"{FIRST} {LAST}, Hazel {LAST}",
        "alone_because": "",
        "guardian_is_safe": "y",
    } | changed


RIGHT: list[tuple[int, dict[str, Any]]] = [
    (15, {}),
    (15, with_guardian()),
    (19, {"signers": ["youth"], "alone_because": ""}),
]
WRONG: list[tuple[int, dict[str, Any], str]] = [
    (15, {"signers": ["youth"], "alone_because": ""}, "Under 18 a parent or guardian signs too"),
    (15, {"alone_because": ""}, "Name the service and the law"),
    (15, with_guardian(signers=["guardian"]), "never signs without the young person"),
    (15, with_guardian(signers=["guardian", "youth_alone"]), "Alone means alone"),
    (15, with_guardian(guardian_is_safe=""), "can never sign"),
    (19, {}, "From 18 on the young person signs"),
    (19, with_guardian(), "From 18 on the young person signs"),
    (15, with_guardian(signer_names=f"{FIRST}, {HE}"), "recorded as a person of concern"),
    (
        15,
        with_guardian(signer_names=f"{FIRST}; Hollow, Brámble"),
        "recorded as a person of concern",
    ),
    (15, {"signers": []}, "Choose who signs"),
    (15, {"told_it_is_free": ""}, "Say this first"),
    (15, {"not_shared": ""}, "Write what stays with your agency"),
    (15, {"risks_discussed": ""}, "Write what you talked about"),
    (15, {"signed_on": "2999-01-01"}, "That day has not come yet"),
    (15, {"ends_on": "2001-01-01"}, "The end lies after the start"),
    (15, {"ends_on": "2999-01-01"}, "A release holds for a year at most"),
    (15, {"ends_on": ""}, "every release ends"),
    (15, {"categories": []}, "Choose what may be shared"),
]


def referral(years: int, changed: dict[str, Any]) -> dict[str, Any]:
    return (
        typed("release", **{"persons-0-called": HE}) | born(years) | released("identity") | changed
    )


@pytest.mark.parametrize(("years", "changed"), RIGHT)
def test_who_may_sign_signs_in_a_referral(
    app: Flask, browser: Browser, cast: Cast, years: int, changed: dict[str, Any]
) -> None:
    answer = browser.as_(cast.advocate).post("/referrals/new", referral(years, changed))
    assert answer.status_code == 303, answer.text
    with app.app_context(), job("test: look"):
        [terms] = rows(ReleaseTerms)
        assert terms.told_it_is_free and terms.not_shared == "where she sleeps"
        assert terms.guardian_is_safe is (changed.get("guardian_is_safe") == "y")


@pytest.mark.parametrize(("years", "changed", "sentence"), WRONG)
def test_who_may_not_sign_stops_the_referral(
    app: Flask, browser: Browser, cast: Cast, years: int, changed: dict[str, Any], sentence: str
) -> None:
    answer = browser.as_(cast.advocate).post("/referrals/new", referral(years, changed))
    assert answer.status_code == 422 and sentence in answer.text
    with app.app_context(), job("test: look"):
        assert rows(Release) == rows(BirthDate) == [], "nothing is half-written"


@pytest.mark.parametrize(("years", "changed", "sentence"), WRONG)
def test_who_may_not_sign_stops_the_release_of_a_case(
    app: Flask, browser: Browser, cast: Cast, years: int, changed: dict[str, Any], sentence: str
) -> None:
    scene = case_of_her(app, cast, years)
    today = clock.today().isoformat()
    more = {"to_agency_id": str(cast.provider.agency_id), "how": ["app"], "starts_on": today}
    form = released("identity") | more | {"explained_by_id": str(cast.advocate.id)} | changed
    answer = browser.as_(cast.advocate).post(f"{scene.path}/releases", form)
    assert answer.status_code == 422 and sentence in answer.text
    with app.app_context(), job("test: look"):
        assert rows(Release) == []


def test_sending_a_kept_referral_asks_the_same(app: Flask, browser: Browser, cast: Cast) -> None:
    """Also one that a command imported, which names no member who referred."""
    scene = case_of_her(app, cast, 15)
    with app.app_context(), job("test: look"):
        [kept] = rows(Referral)
        kept.from_member_id = None
        path = f"/referrals/{kept.id}/sending"
    wrong = released("referral_narrative") | with_guardian(signer_names=f"{FIRST}, {HE}")
    wrong |= {"basis": "release", "version": version_of(app, path)}
    answer = browser.as_(cast.advocate).post(path, wrong)
    assert answer.status_code == 422 and "recorded as a person of concern" in answer.text
    answer = browser.post(path, wrong | {"signer_names": f"{FIRST}, Hazel {LAST}"})
    assert answer.status_code == 303
    with app.app_context(), job("test: look"):
        [release] = rows(Release)
        assert (release.explained_by_id, release.survivor_id) == (
            cast.advocate.id,
            scene.survivor_id,
        )


def case_of_her(app: Flask, cast: Cast, years: int) -> scenes.Scene:
    """Open a case of somebody that old, with a person of concern known to Harbor."""
    scene = scenes.open_case(app, cast)
    with app.app_context(), job("test: her age, and him"):
        [birth] = rows(BirthDate)
        birth.iso = (clock.today() - timedelta(days=366 * years)).isoformat()
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    return scene


SIGNING = Signing(
    categories=[Category.IDENTITY],
    how=[How.APP],
    signers=[Signer.YOUTH, Signer.GUARDIAN],
    signed_on=None,
    starts_on=None,
    ends_on=None,
    purpose="to plan together",
    not_shared="the rest",
    risks_discussed="that more people know",
    signer_names=f"{FIRST}, Hazel {LAST}",
    told_it_is_free=True,
    guardian_is_safe=True,
)


@pytest.mark.parametrize(
    ("changed", "column", "wrong"),
    [
        ({"signers": [Signer.YOUTH]}, "signers", Wrong.GUARDIAN),
        ({"signer_names": f"{FIRST} and {HE}"}, "signer_names", Wrong.OF_CONCERN),
        ({"told_it_is_free": False}, "told_it_is_free", Wrong.NOT_TOLD),
        ({"guardian_is_safe": False}, "guardian_is_safe", Wrong.UNSAFE),
        ({"categories": [Category.PRIVILEGED]}, "categories", Wrong.NEVER_SHARED),
        ({"ends_on": None}, "ends_on", Wrong.NO_END),
    ],
)
def test_no_form_is_needed_for_the_rules_to_hold(
    app: Flask, cast: Cast, changed: dict[str, Any], column: str, wrong: Wrong
) -> None:
    scene = case_of_her(app, cast, 15)
    day = clock.today()
    dated = replace(SIGNING, signed_on=day, starts_on=day, ends_on=day + timedelta(days=9))
    with app.app_context(), job("test: sign past the form"):
        with pytest.raises(CannotSignError) as refused:
            sign(
                replace(dated, **changed),
                day,
                survivor_id=scene.survivor_id,
                from_agency_id=cast.harbor_id,
                to_agency_id=cast.provider.agency_id,
                explained_by_id=cast.advocate.id,
            )
        assert refused.value.problems == {column: wrong}
        assert rows(Release) == []


def test_what_one_may_not_see_stops_nobody(app: Flask, browser: Browser, cast: Cast) -> None:
    """A refusal would tell the clinic whom Harbor wrote down."""
    scene = case_of_her(app, cast, 15)
    today = clock.today()
    form = released("linkage") | with_guardian(signer_names=f"{FIRST}, {HE}")
    form |= {
        "to_agency_id": str(cast.probation.agency_id),
        "how": ["app"],
        "starts_on": today.isoformat(),
        "explained_by_id": str(cast.provider.id),
    }
    answer = browser.as_(cast.provider).post(f"{scene.path}/releases", form)
    assert answer.status_code == 303
    assert not [touch for touch in scenes.last_entry(app).touches if touch.table == SEALED]


SEALED = PersonOfConcern.__tablename__


@pytest.mark.parametrize(
    ("person", "signers"),
    [
        ("Ray Miller", "Ana Cruz, Ray Miller"),
        ("Ray Miller", "Miller, Ray"),
        ("ray  MILLER", "Ana Cruz and Ráy J. Miller"),
        ("Ray Miller Soto", "Ana Cruz; Ray Miller"),
        ("Uncle Ray Miller", "Mr. Ray Miller"),
        ("Ray", "Ana Cruz & Ray"),
        ("Uncle Ray", "Ana Cruz y tío Ray"),
        ("O’Brien, Pat", "Pat O'Brien"),
    ],
)
def test_a_person_of_concern_is_known_by_name(person: str, signers: str) -> None:
    assert is_named_in(person, signers)


@pytest.mark.parametrize(
    ("person", "signers"),
    [
        ("Ray Miller", "Ana Miller, Ray Lopez"),
        ("Ray", "Ray Miller"),
        ("?", "Ana Cruz"),
        ("", "Ana Cruz"),
        ("Ray Miller", ""),
        ("a man in a grey car", "Ana Cruz, Hazel Cruz"),
    ],
)
def test_others_are_not_taken_for_one(person: str, signers: str) -> None:
    assert not is_named_in(person, signers)
