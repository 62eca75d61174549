from safetynet.access import GuardedBlueprint, PublicBlueprint

people = GuardedBlueprint("people", __name__, url_prefix="/people")
joining = PublicBlueprint("joining", __name__)
"""Before the door: for whoever cannot sign in yet."""
