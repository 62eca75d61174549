"""A real installation: the county, who hosts, where the root key lies, the first two people."""

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import click
import pyotp
import segno
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from config import Config, Environment, SettingError
from safetynet import create_app
from safetynet.access import Role, job
from safetynet.agencies import Agency, AgencyClass, County, HostKind
from safetynet.agencies.operations import found_county
from safetynet.authentication.enrolling import invite
from safetynet.db import bring_up_to_date, db
from safetynet.vault import VaultError
from safetynet.vault.providers import FileProvider

HOSTED_BY_LAW = (
    "Hosting with law enforcement or a prosecutor makes entering a covered victim service "
    "provider's data a disclosure (VAWA, VOCA, FVPSA). Covered agencies can then enter coded "
    "cases only, and the front page says so."
)


class NotEmptyError(Exception):
    """The database is another installation's, or a demonstration's."""


EXPECTED = (SettingError, VaultError, OSError, SQLAlchemyError, NotEmptyError)


class _Setup(click.Command):
    """Refuses a folder that is in use before it asks nine questions."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if "--help" not in args:
            _empty_instance()
        return super().parse_args(ctx, args)


@click.command(cls=_Setup)
@click.option("--county", prompt="County", help="As pages and minutes print it.")
@click.option("--host-name", prompt="Who runs this server", help="The hosting entity's name.")
@click.option(
    "--host-kind",
    prompt="What kind of entity is that",
    type=click.Choice([kind.value for kind in HostKind]),
)
@click.option("--public-url", prompt="Address people will open (https://…)")
@click.option(
    "--root-key-file",
    prompt="File for the root key, outside this folder and its backups",
    type=click.Path(dir_okay=False, path_type=Path),
)
@click.option("--administrator", prompt="First administrator: name")
@click.option("--administrator-email", prompt="First administrator: e-mail")
@click.option("--coordinator", prompt="First coordinator: name")
@click.option("--coordinator-email", prompt="First coordinator: e-mail")
def setup(  # noqa: PLR0913, PLR0917 - one option a question
    county: str,
    host_name: str,
    host_kind: str,
    public_url: str,
    root_key_file: Path,
    administrator: str,
    administrator_email: str,
    coordinator: str,
    coordinator_email: str,
) -> None:
    """Set up a real installation in the instance folder."""
    kind = HostKind(host_kind)
    answers = {
        "environment": Environment.PRODUCTION.value,
        "public_url": public_url,
        "root_key_file": str(root_key_file.absolute()),
        "hosted_by": host_name,
    }
    people = (
        (administrator, administrator_email, Role.ADMINISTRATOR),
        (coordinator, coordinator_email, Role.COORDINATOR),
    )
    with _all_or_nothing(_empty_instance(), root_key_file) as instance:
        _write_settings(instance, answers)
        if not root_key_file.exists():
            FileProvider(root_key_file.absolute()).create()
        app = create_app(Config.from_env())
        with app.app_context():
            bring_up_to_date()
            first = _first_people(county, host_name, kind, people)
    if kind in {HostKind.LAW_ENFORCEMENT, HostKind.PROSECUTION}:
        click.echo(f"\n{HOSTED_BY_LAW}\n")
    for sentence in first:
        click.echo(sentence)
    click.echo("\nNow start it with ./sn serve, behind TLS (docs/OPERATIONS.md).")


def _empty_instance() -> Path:
    """Return the instance folder, or end the process where an installation or a demo is."""
    try:
        instance = Config.from_env().instance
    except SettingError as error:
        sys.exit(f"SafetyNet cannot be set up: {error}")
    if (instance / "safetynet.db").exists() or (instance / "settings.toml").exists():
        sys.exit(
            f"There is an installation in {instance} already. A new one needs a folder of its "
            "own: set SAFETYNET_INSTANCE to an empty one."
        )
    return instance


@contextmanager
def _all_or_nothing(instance: Path, root_key_file: Path) -> Iterator[Path]:
    """Yield the instance folder; where setting up fails or is broken off, leave it as it was."""
    had_key = root_key_file.exists()
    found = set(instance.iterdir()) if instance.exists() else set()
    try:
        yield instance
    except BaseException as error:
        for made in set(instance.iterdir() if instance.exists() else ()) - found:
            made.unlink() if made.is_file() else shutil.rmtree(made)
        if not had_key:
            root_key_file.unlink(missing_ok=True)
        if not isinstance(error, EXPECTED):
            raise
        said = type(error).__name__ if isinstance(error, SQLAlchemyError) else error
        sys.exit(f"Nothing was set up: {said}")


def _write_settings(instance: Path, answers: dict[str, str]) -> None:
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    lines = [f"{name} = {json.dumps(value)}\n" for name, value in answers.items()]
    (instance / "settings.toml").write_text("".join(lines))


def _first_people(
    county: str, host_name: str, kind: HostKind, people: tuple[tuple[str, str, Role], ...]
) -> list[str]:
    """Write the county, its office and the first people; return what to hand them."""
    with job("setup"):
        if db.session.scalar(select(County.id)):
            raise NotEmptyError("This database holds a county already.")
        found_county(county, host_name, kind)
        office = Agency(
            name=f"{county} coordinating office", handle="office", kind=AgencyClass.COORDINATING
        )
        db.session.add(office)
        db.session.flush()
        return [_enrol(office.id, *person) for person in people]


def _enrol(office: UUID, name: str, email: str, role: Role) -> str:
    first = invite(office, name=name, email=email, role=role)
    said = f"\n{role.value}: {email}\n  password {first.password}\n"
    picture = segno.make(
        pyotp.TOTP(first.totp_secret).provisioning_uri(name=role.value, issuer_name="SafetyNet")
    )
    return f"{said}  one-time code secret {first.totp_secret}\n{_as_text(picture)}"


def _as_text(picture: segno.QRCode) -> str:
    rows = ["".join("██" if dark else "  " for dark in row) for row in picture.matrix]
    return "\n".join(f"  {row}" for row in rows)
