"""The blueprints of this hall; survivors and sharing lie below cases, so their pages are here."""

from safetynet.access import GuardedBlueprint

survivors = GuardedBlueprint("survivors", __name__)
sharing = GuardedBlueprint("sharing", __name__)
