"""With whom activities are organised, and what comes with a partner."""

from podworko.activities.card_rows import read_cards
from podworko.activities.cards import SessionCard
from podworko.activities.models import Activity, CoOrganiser, Session
from podworko.activities.queries.programme import with_all
from podworko.partners.public import Organisation

MOST = 5


def partners_of(activity: Activity) -> list[Organisation]:
    """Return the partners of an activity that residents may read of, in one query."""
    named = CoOrganiser.objects.filter(activity=activity).values("organisation")
    return list(Organisation.objects.public().filter(pk__in=named))


def coming_with(organisation: Organisation) -> tuple[SessionCard, ...]:
    """Return the next sessions that a partner does together with a PAL, in one query."""
    named = CoOrganiser.objects.filter(organisation=organisation).values("activity")
    rows = Session.objects.public().filter(activity__in=named, status=Session.Status.PLANNED)
    return tuple(read_cards(with_all(rows.upcoming())[:MOST]))
