"""`./sn COMMAND`: every command of the house, with its sentence when a setting is wrong."""

import sys

from flask import Flask
from flask.cli import FlaskGroup

from config import Config, SettingError
from safetynet import create_app
from safetynet.commands import COMMANDS
from safetynet.vault import VaultError


def _app() -> Flask:
    try:
        return create_app(Config.from_env())
    except (SettingError, VaultError) as error:
        sys.exit(f"SafetyNet cannot start: {error}")


cli = FlaskGroup(
    name="sn",
    create_app=_app,
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
    set_debug_flag=False,
    help="SafetyNet: review of exploited young people's safety by many agencies.",
)
for command in COMMANDS:
    cli.add_command(command)

if __name__ == "__main__":
    cli(prog_name="sn")
