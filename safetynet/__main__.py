"""`./sn COMMAND`: every command of the house, with its sentence when a setting is wrong."""

from flask.cli import FlaskGroup

from safetynet.commands import COMMANDS
from safetynet.starting import open_house

cli = FlaskGroup(
    name="sn",
    create_app=open_house,
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
