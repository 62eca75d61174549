from safetynet.access import GuardedBlueprint

events = GuardedBlueprint("events", __name__)
