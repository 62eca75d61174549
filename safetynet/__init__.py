"""SafetyNet: multidisciplinary case review for exploited young people."""

from safetynet import loading  # isort: skip - before all that is large

from pathlib import Path

from flask import Flask
from flask_login import current_user
from jinja2 import StrictUndefined

from config import Config
from safetynet import access, agencies, audit, authentication, clock, db, drafts, edge, vault
from safetynet import cases as cases
from safetynet.alerts.views import alerts
from safetynet.alike.views import alike
from safetynet.answers.views import answers
from safetynet.authentication.views import account, sign_in
from safetynet.breaches.views import breaches
from safetynet.casefile.views import casefile, sharing, survivors
from safetynet.cases.views import cases as case_pages
from safetynet.deadlines.views import deadlines
from safetynet.directory.import_views import directory_imports
from safetynet.directory.place_views import directory_places
from safetynet.directory.views import directory
from safetynet.drafts.views import drafts as draft_pages
from safetynet.edge import readiness
from safetynet.events.views import events
from safetynet.exports.views import exports
from safetynet.files.views import files
from safetynet.home.views import home
from safetynet.indicators.views import indicators
from safetynet.linkages.views import linkages
from safetynet.meetings.views import feeds, meetings
from safetynet.monitor.views import monitor
from safetynet.notes.privilege_views import privilege
from safetynet.notes.views import notes
from safetynet.notices.views import notices
from safetynet.oversight.views import oversight
from safetynet.packets.views import packets
from safetynet.paperforms.views import paper_forms
from safetynet.people.views import joining, people
from safetynet.plans.views import plans
from safetynet.process.views import process
from safetynet.referrals.imports.views import imports
from safetynet.referrals.views import referrals
from safetynet.retention.views import retention
from safetynet.screening.views import screening
from safetynet.search.views import search
from safetynet.statutes.views import statutes
from safetynet.transfers.views import transfers

ROOT = Path(__file__).parent.parent

ROOMS = (
    home,
    case_pages,
    referrals,
    imports,
    transfers,
    alike,
    paper_forms,
    casefile,
    survivors,
    sharing,
    notes,
    privilege,
    events,
    alerts,
    indicators,
    files,
    meetings,
    feeds,
    monitor,
    packets,
    plans,
    linkages,
    answers,
    directory,
    directory_imports,
    directory_places,
    deadlines,
    search,
    oversight,
    retention,
    process,
    exports,
    screening,
    statutes,
    breaches,
    draft_pages,
    account,
    notices,
    people,
    joining,
    sign_in,
)
"""The table of contents."""

_BESIDE_A_FILE = 4
"""MiB that a form may hold beside what is uploaded."""

loading.is_done()


def create_app(config: Config) -> Flask:
    """Build the house for one installation; raises SettingError or VaultError with one sentence."""
    clock.stand_at(config.stand_at)
    clock.live_in(config.time_zone)
    app = edge.House(__name__, template_folder=ROOT / "templates", static_folder="static")
    # An address has one spelling: what is nearly one is no page, and leads nowhere.
    app.url_map.merge_slashes = False
    app.config.update(
        TESTING=config.testing,
        TITLE=config.title,
        TIME_ZONE=config.time_zone,
        MAX_CONTENT_LENGTH=(config.file_mb + _BESIDE_A_FILE) << 20,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
    )
    app.extensions["config"] = config
    app.jinja_env.undefined = StrictUndefined

    vault.init_app(app, config)
    db.init_app(app, config)
    roots = app.extensions["vault"].roots
    signer = vault.Signer(roots.secret_key(vault.Purpose.CHECKPOINT))
    audit.init_app(app, config, roots.secret_key(vault.Purpose.LEDGER), signer)
    edge.init_app(app, config)
    readiness.init_app(app, config)
    access.init_app(app)
    authentication.init_app(app)
    drafts.init_app(app)
    edge.identify_with(_viewer)
    edge.choose_language_with(_language)
    edge.keep_templates_compiled(app)
    for blueprint in ROOMS:
        app.register_blueprint(blueprint)

    access.check_every_route_is_guarded(app)
    access.check_every_model_has_a_policy()
    return app


def _viewer() -> edge.Viewer | None:
    if not (current_user and current_user.is_authenticated):
        return None
    role = agencies.ROLE_WORDS[current_user.actor.role]
    return edge.Viewer(current_user.name, str(role), current_user.agency)


def _language() -> str | None:
    return current_user.language if current_user and current_user.is_authenticated else None
