"""Building the demonstration in an empty database."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from flask import current_app

from config import Config
from safetynet.audit import HOUSE
from safetynet.db import db, take_stock
from safetynet.demo import (
    alerts,
    alike,
    answers,
    breaches,
    cases,
    conflicts,
    contacting,
    copies,
    county,
    desk,
    directory,
    documents,
    drafts,
    emergencies,
    events,
    imports,
    indicators,
    laws,
    linkages,
    looks,
    matters,
    meetings,
    newcomers,
    notes,
    outbox,
    paper_forms,
    papers,
    plans,
    process,
    referrals,
    releases,
    requests,
    retention,
    screening,
    survivors,
    transfers,
    ways_in,
)
from safetynet.demo.canaries import Canaries
from safetynet.demo.county import Invented
from safetynet.demo.setting import House, Setting
from safetynet.demo.story import SEED, Fate, Story, plot
from safetynet.demo.telling import Teller
from safetynet.notices import untold
from safetynet.vault import Category
from safetynet.vault.recovery import make_pair, public_half_of

SURVIVORS, OPEN_CASES = 40, 12
FOUNDED = 720
"""Days ago, before the first young person came."""
ONE_BY_ONE, TOGETHER = 100, 25
"""Up to so many young people each get an entry of their own on the ledger; else in batches."""

Progress = Callable[[int, int], None]

ACTS = (
    releases.sign,
    laws.tell_by_law,
    cases.reopen_once,
    notes.write,
    events.happen,
    alerts.warn,
    contacting.reach_out,
    indicators.screen,
    plans.plan,
)
"""What happens around a case, room by room."""
AFTERWARDS = (
    requests.ask_for_reviews,
    meetings.meet,
    papers.go_round,
    paper_forms.go_out,
    documents.send,
    retention.keep,
    conflicts.arise,
    screening.arise,
    alike.arise,
    answers.ask,
    matters.arise,
    emergencies.happen,
    process.serve,
    copies.go_out,
    transfers.cross,
    drafts.leave_unsent,
    looks.look_around,
    breaches.happen,
    plans.name_parts,
)
"""What happens when all of them have come."""
BY_SENDER = (Category.REFERRAL_NARRATIVE, Category.PROGRAMME)


def build(
    survivors: int = SURVIVORS,
    open_cases: int = OPEN_CASES,
    canaries: Path | None = None,
    progress: Progress | None = None,
    seed: int = SEED,
) -> list[Invented]:
    """Write the whole county; needs an application context and an empty database.

    `canaries` names a file: then every sealed field gets a canary, and the file lists them.
    `progress` hears how many of how many young people are written.
    """
    mark = _mark(current_app.extensions["config"])
    mark.touch()
    sown = Canaries()
    teller = Teller(sown if canaries else None)
    teller.setting = _found(teller)
    county.sign_papers(teller.setting.people, teller.today)
    directory.describe(teller)
    notes.qualify(teller)
    stories = plot(survivors, open_cases, seed, teller)
    kept = [story for story in stories if story.fate is Fate.KEPT]
    stories = [story for story in stories if story.fate is not Fate.KEPT]
    # What happened long ago is no news to anybody.
    with untold():
        told = _tell_all(stories, survivors, teller, progress)
        if kept:
            imports.bring(kept, teller)
        for act in AFTERWARDS:
            act(told, teller)
    ways_in.fill(teller)
    outbox.fill(teller)
    newcomers.knock(teller)
    if progress:
        progress(survivors, survivors)
    if canaries:
        sown.write(canaries)
    _remember(teller.setting.people)
    _make_recovery_key()
    take_stock()
    mark.unlink()
    return teller.setting.people


def refuse_half_built(config: Config) -> None:
    """End the process where a demonstration was interrupted while it was built."""
    if _mark(config).exists():
        sys.exit(
            f"Building the demonstration in {config.instance} was interrupted, so it is not whole. "
            "Delete that folder, or name an empty one with SAFETYNET_INSTANCE, and begin again."
        )


def _mark(config: Config) -> Path:
    """Return the file that lies beside a demonstration for as long as it is being built."""
    return config.instance / "being-built"


def _found(teller: Teller) -> Setting:
    with teller.by(HOUSE, "county"), teller.at(FOUNDED):
        team_id, agencies, people = county.found()
        houses = {h: House(a.id, h, a.name, a.kind) for h, a in agencies.items()}
    return Setting(team_id, houses, people)


def _tell_all(
    stories: list[Story], survivors: int, teller: Teller, progress: Progress | None
) -> list[Story]:
    """Write the stories one by one or several together, and say after each how many are told."""
    told: list[Story] = []
    step = 1 if survivors <= ONE_BY_ONE else TOGETHER
    for at in range(0, len(stories), step):
        told += _tell(stories[at : at + step], teller)
        if progress:
            progress(len(told), survivors)
    return told


def _tell(stories: list[Story], teller: Teller) -> list[Story]:
    """Write some young people's stories in the name of whoever leads the first."""
    first = stories[0]
    by = teller.setting.member(first.lead if first.has_case else first.sender)
    with teller.by(by.id, "a young person"):
        told = _begin(stories, teller)
        for story in told:
            survivors.describe(story, teller)
        with_case = [story for story in told if story.has_case]
        teller.together(act(story, teller) for story in with_case for act in ACTS)
        # A release may have to be there before its linkage says so.
        teller.together(linkages.offer(story, teller) for story in with_case)
        for story in with_case:
            cases.finish(story, teller)
    return told


def _begin(stories: list[Story], teller: Teller) -> list[Story]:
    """Refer each young person and open the cases: shells, which everything else hangs on."""
    referred = [(story, referrals.refer(story, teller)) for story in stories]
    office = teller.setting.agencies["office"].id
    for _story, referral in referred:
        who = referral.survivor_id
        teller.expect(who, office, Category.REFERRAL_NARRATIVE)
        teller.expect(who, referral.from_agency_id, *BY_SENDER)
    db.session.flush()
    told = []
    for unknown, referral in referred:
        story = replace(unknown, survivor_id=referral.survivor_id)
        referrals.send(story, referral, teller)
        if story.has_case:
            story = replace(story, case_id=referrals.accept(story, referral, teller))
            cases.seat_team(story, teller)
        else:
            referrals.decide(story, referral, teller)
        desk.work(story, referral, teller)
        told.append(story)
    for story, (_unknown, referral) in zip(told, referred, strict=True):
        referrals.explain(story, referral, teller)
    return told


def _remember(people: list[Invented]) -> None:
    """Leave the people beside the database, so that every start can say who may sign in."""
    config: Config = current_app.extensions["config"]
    rows = [f"  {person.email:<34}{person.role.value:<18}{person.agency}" for person in people]
    said = (
        "Demonstration: invented people. Everybody's password is "
        f"{county.PASSWORD}\nA one-time code: ./sn demo code E-MAIL\n"
        f"Mail: ./sn notices send writes it to {config.instance / 'mail'}; nothing leaves.\n"
    )
    _private(config.instance / "people.txt").write_text(said + "\n".join(rows) + "\n")


def write_people(path: Path, people: list[Invented]) -> None:
    """Write what tools need to sign in as everybody."""
    said = [
        {
            "email": person.email,
            "password": person.password,
            "totp_secret": person.totp_secret,
            "role": person.role.value,
            "agency": person.agency,
        }
        for person in people
    ]
    _private(path).write_text(json.dumps(said, indent=1))


def _private(path: Path) -> Path:
    path.touch(mode=0o600)
    return path


def _make_recovery_key() -> None:
    """Make a demonstration's recovery key, in the folder where a real one must not lie."""
    config: Config = current_app.extensions["config"]
    if not public_half_of(config).exists():
        make_pair(config, config.instance / "recovery.key")
