"""The places volunteering takes: menus, the desk, PALs' pages, the thread, the trail."""

from podworko.audit import public as audit
from podworko.volunteering import safety_joining, verbs


def take_places() -> None:
    """Register everything; called once, when models are ready."""
    audit.change_words.add(verbs.HEADING, verbs.CHANGES)
    audit.look_words.add(verbs.HEADING, verbs.LOOKS)
    safety_joining.take_places()
