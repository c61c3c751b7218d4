"""The residents' team as those who may vote in a poll."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from podworko.debates.public import Poll
from podworko.initiatives.models import TeamMember
from podworko.people.public import Person


class TeamElectorate:
    """The members of a PAL's team; in a poll of the whole network, of every team."""

    name = _("zespół mieszkańców")
    sentence = _("Głosują osoby z zespołu mieszkańców. Każda dostaje własny link albo kartę.")

    def members(self, poll: Poll) -> Iterable[Person]:
        """Return whose term holds on the day the poll is announced; one query."""
        rows = TeamMember.objects.current().select_related("person")
        if poll.pal_id is not None:
            rows = rows.filter(team__pal=poll.pal_id)
        return {member.person_id: member.person for member in rows}.values()
