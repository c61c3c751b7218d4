"""What somebody who leaves has in hand in the programme: told to whoever may see it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.accounts.public import MOST, Item, Leaving, Part
from podworko.activities import policies
from podworko.activities.models import Activity, Session, SignUp
from podworko.activities.operations.leading import led_to_come
from podworko.activities.queries.registers import registers_to_fill

AHEAD = timedelta(days=60)


def parts(leaving: Leaving) -> list[Part]:
    """Tell of what they lead, activities, sessions, people who wait and registers: five queries.

    Names only to a reader who may see sign-ups there.
    """
    return [
        _led(leaving),
        _activities(leaving),
        _sessions(leaving),
        _people(leaving),
        _registers(leaving),
    ]


def _led(leaving: Leaving) -> Part:
    rows = led_to_come(leaving.giver, leaving.pal_ids)
    mine = rows.filter(activity__in=policies.desk_activities(leaving.reader))
    items = [
        Item(
            what=session.activity.title,
            href=reverse("activities:desk_activity", args=[session.activity.slug]),
            when=session.starts_at,
            where=_where(session),
        )
        for session in mine[: MOST + 1]
    ]
    return _part(_("Prowadzi"), items)


def _activities(leaving: Leaving) -> Part:
    mine = policies.desk_activities(leaving.reader).filter(pal__in=leaving.pal_ids)
    going_on = mine.filter(
        state__in=Activity.PUBLIC_STATES, sessions__ends_at__gt=timezone.now()
    ).distinct()
    items = [
        Item(
            what=activity.title,
            href=reverse("activities:desk_activity", args=[activity.slug]),
            where=activity.pal.name,
        )
        for activity in going_on.select_related("pal").order_by("title", "pk")[: MOST + 1]
    ]
    return _part(_("Zajęcia i grupy"), items)


def _sessions(leaving: Leaving) -> Part:
    now = timezone.now()
    to_come = Session.objects.filter(
        activity__in=policies.desk_activities(leaving.reader),
        pal__in=leaving.pal_ids,
        status=Session.Status.PLANNED,
        ends_at__gt=now,
        starts_at__lt=now + AHEAD,
    )
    rows = to_come.select_related("activity", "pal", "place", "room")
    items = [
        Item(
            what=session.activity.title,
            href=reverse("activities:desk_activity", args=[session.activity.slug]),
            when=session.starts_at,
            where=_where(session),
        )
        for session in rows.order_by("starts_at", "pk")[: MOST + 1]
    ]
    return _part(_("Spotkania w najbliższych 60 dniach"), items)


def _people(leaving: Leaving) -> Part:
    waiting = policies.visible_sign_ups(leaving.reader).filter(
        list__activity__pal__in=leaving.pal_ids,
        list__sessions__ends_at__gt=timezone.now(),
        status__in=(SignUp.Status.WAITING, SignUp.Status.OFFERED),
    )
    rows = waiting.select_related("list__activity__pal").distinct()
    items = [
        Item(
            what=sign_up.name,
            href=reverse("activities:desk_sign_up", args=[sign_up.public_id]),
            when=sign_up.offer_until,
            where=sign_up.list.activity.pal.name,
            note=f"{sign_up.list.activity.title}, {sign_up.get_status_display()}",
        )
        for sign_up in rows.order_by("list", "ticket")[: MOST + 1]
    ]
    return _part(_("Czekają na odpowiedź"), items)


def _registers(leaving: Leaving) -> Part:
    rows = registers_to_fill(leaving.reader, limit=MOST + 1, pal_ids=leaving.pal_ids)
    items = [
        Item(
            what=row.session.activity.title,
            href=reverse("activities:desk_register", args=[row.session.public_id]),
            when=row.session.starts_at,
        )
        for row in rows
    ]
    return _part(_("Listy obecności do zamknięcia"), items)


def _part(title: str, items: list[Item]) -> Part:
    return Part(title, items[:MOST], is_cut=len(items) > MOST)


def _where(session: Session) -> str:
    place = session.place.name if session.place else session.pal.name
    return f"{place}, {session.room.name}" if session.room else place
