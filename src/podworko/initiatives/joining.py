"""The places initiatives take: menus, the desk, PALs' pages, the thread, the trail."""

from django.utils.translation import gettext_lazy as _

from podworko.audit import public as audit
from podworko.initiatives import ideas_joining, verbs

GROUP = _("Mieszkańcy działają")


def take_places() -> None:
    """Register everything; called once, when models are ready."""
    audit.change_words.add(verbs.HEADING, verbs.CHANGES)
    audit.look_words.add(verbs.HEADING, verbs.LOOKS)
    ideas_joining.take_places(GROUP)
