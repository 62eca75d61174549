"""Starting the house: run a demonstration, set up an installation, serve it."""

import compileall
import gc
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click
import flask_migrate
import waitress
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from config import Config
from safetynet import create_app
from safetynet.access import job
from safetynet.agencies import Agency, County, Member
from safetynet.audit import stop_sequencing
from safetynet.audit.rows import forged_rows
from safetynet.backup.commands import backup
from safetynet.casefile.rehearsing import rehearse
from safetynet.db import bring_up_to_date, db, reading_engine
from safetynet.demo.commands import demo
from safetynet.demo.load import build, refuse_half_built
from safetynet.directory.commands import export_directory, import_directory
from safetynet.drafts.commands import drafts
from safetynet.files.commands import files
from safetynet.jobs import jobs
from safetynet.meetings.commands import meetings
from safetynet.notices.commands import notices
from safetynet.referrals.commands import import_referrals
from safetynet.retention.commands import retention
from safetynet.screening.commands import screening
from safetynet.setup import setup
from safetynet.sharing.commands import releases
from safetynet.starting import check_address, only_server, open_database, open_house, read_settings

THREADS = 8
# No server name in answers; poll, because select cannot watch past a thousand open files; what
# proxies say is the application's to judge, under every server alike.
WAITRESS = {"ident": "", "asyncore_use_poll": True, "clear_untrusted_proxy_headers": False}
NOTHING = "Nothing is set up here yet: run ./sn setup first (or ./sn run for a demonstration)."
LARGEST_HEAD = 64 << 10
TOO_LARGE = 8
"""How many times the largest request is still answered with a page."""
PORT = click.IntRange(1, 65_535)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=PORT, default=8000, show_default=True)
@click.option("--instance", type=click.Path(file_okay=False, path_type=Path), help="Folder to use.")
def run(host: str, port: int, instance: Path | None) -> None:
    """Serve the demonstration county; the first time, build it."""
    config = read_settings(instance, {"PUBLIC_URL": f"http://{host}:{port}", "LOG_DIR": "logs"})
    if config.is_production:
        sys.exit("This is a real installation: use ./sn serve. ./sn run is for demonstrations.")
    with _serving(config, host, port) as app:
        if _is_empty():
            click.echo("Building the demonstration county (first time only) ...")
            build()
        _warn_of_forged_rows()
        make_ready(app)
        _say_who_can_sign_in(config)
        click.echo(f"\nSafetyNet is at http://{host}:{port}  (Ctrl-C ends it)", nl=True)
        _serve(app, host, port)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=PORT, default=8000, show_default=True)
@click.option("--threads", default=THREADS, show_default=True)
def serve(host: str, port: int, threads: int) -> None:
    """Serve an existing installation behind a TLS proxy."""
    config = read_settings()
    if config.database_file and not config.database_file.exists():
        sys.exit(NOTHING)
    with _serving(config, host, port) as app:
        if _is_empty():
            sys.exit(NOTHING)
        _warn_of_forged_rows()
        make_ready(app)
        click.echo(f"SafetyNet serves {config.public_url} on http://{host}:{port}")
        _serve(app, host, port, threads)


@contextmanager
def _serving(config: Config, host: str, port: int) -> Iterator[Flask]:
    """Open the house to be its only server; ask first whatever could stop it."""
    with only_server(config):
        refuse_half_built(config)
        check_address(host, port)
        app = open_house(config)
        with app.app_context():
            open_database()
            yield app


def settle_memory() -> None:
    """Spare what lives as long as the process from every full garbage collection: one over the
    whole house took longer than a page."""
    gc.collect()
    gc.freeze()


def read_templates(app: Flask) -> None:
    """Make every page's template ready, or its first reader waits: a case file has thirty."""
    for name in app.jinja_env.list_templates(extensions=["html"]):
        app.jinja_env.get_template(name)


def make_ready(app: Flask) -> None:
    """Do what the first visitors would wait for, before the door opens and anybody is told that it
    does; needs the app's context."""
    read_templates(app)
    rehearse()
    settle_memory()


def _serve(app: Flask, host: str, port: int, threads: int = THREADS) -> None:
    # A service manager ends a server so: answers under way are finished, entries get their places.
    signal.signal(signal.SIGTERM, _end)
    try:
        waitress.serve(
            app, host=host, port=port, threads=threads, _quiet=True, **WAITRESS, **limits_of(app)
        )
    except OSError as error:
        sys.exit(f"http://{host}:{port} cannot be used ({error.strerror}); choose another --port.")
    finally:
        stop_sequencing(app)


def limits_of(app: Flask) -> dict[str, int]:
    """Return what waitress takes in before it asks the app.

    What is only somewhat too large gets a page of ours; a flood is not even written to the disk.
    """
    most = app.config["MAX_CONTENT_LENGTH"]
    return {"max_request_header_size": LARGEST_HEAD, "max_request_body_size": most * TOO_LARGE}


def _end(*_signal: object) -> NoReturn:
    sys.exit(0)


def _is_empty() -> bool:
    with job("start"):
        return db.session.scalar(select(County.id)) is None


def _warn_of_forged_rows() -> None:
    """Look at those without which nobody gets in; `audit verify` looks at all."""
    if any(forged_rows(reading_engine(), (County, Agency, Member))):
        click.echo(
            "Agencies or people were changed without SafetyNet, so they count for nothing. "
            "./sn audit verify names the rows; docs/OPERATIONS.md says what to do."
        )


def _say_who_can_sign_in(config: Config) -> None:
    people = config.instance / "people.txt"
    if people.exists():
        click.echo(people.read_text())


@click.command("compile")
def compile_program() -> None:
    """Compile program and pages, as whoever owns them: the service may not write beside them."""
    compileall.compile_dir(Path(__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        read_templates(create_app(Config.throw_away(Path(folder))))
    click.echo("Program and pages are compiled; a start takes them as they are.")


@click.command("db-check")
def db_check() -> None:
    """Prove the migrations on a throw-away database: up, no difference, down, up."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Config.throw_away(Path(folder)))
        with app.app_context():
            bring_up_to_date()
            flask_migrate.check()
            flask_migrate.downgrade(revision="base")
            flask_migrate.upgrade()
            db.session.remove()
            for engine in db.engines.values():
                engine.dispose()
    click.echo("Migrations go up, match the models, go down, and up again.")


@click.command("db-upgrade")
@with_appcontext
def db_upgrade() -> None:
    """Bring the database to the newest schema."""
    open_database()
    click.echo(f"The database of {current_app.extensions['config'].instance} is up to date.")


imports = click.Group("import", help="Bring in what others exported.")
imports.add_command(import_directory)
imports.add_command(import_referrals)

exports = click.Group("export", help="Hand over what others may have.")
exports.add_command(export_directory)

COMMANDS: tuple[click.Command, ...] = (
    *(
        backup,
        drafts,
        exports,
        meetings,
        files,
        imports,
        jobs,
        notices,
        releases,
        retention,
        run,
        screening,
        serve,
        setup,
        demo,
    ),
    *(compile_program, db_check, db_upgrade),
)
