"""What does not happen every day: a session called off, offers under way, a draft."""

from datetime import time, timedelta

from django.utils import timezone

from podworko.activities import public as activities
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.text import slug
from podworko.network import public as network


def happen(pals: dict[str, network.Pal]) -> None:
    """Call a session off, free places so that offers are out, and leave a draft."""
    choir = activities.Activity.objects.get(title="Próba chóru sąsiedzkiego")
    off = choir.sessions.filter(starts_at__gt=timezone.now()).order_by("starts_at")[1]
    activities.cancel_session(off, reason="Dyrygentka jest chora.", actor=SYSTEM)
    for title in ("Telefon bez tajemnic", "Klub rodzica i malucha"):
        _free_one_place(activities.Activity.objects.get(title=title))
    _draft(pals["pod-lipami"])
    _two_cards(pals["pod-lipami"])


def _free_one_place(activity: activities.Activity) -> None:
    """Let somebody with a place cancel, so that an offer is out."""
    later = timezone.now() + timedelta(days=2)
    waited_for = activities.open_lists(activity, after=later)
    full = [row for row in waited_for if row.waiting]
    for sign_up_list in full[:1]:
        leaving = sign_up_list.sign_ups.confirmed().order_by("-people", "ticket").first()
        if leaving:
            activities.cancel_sign_up(leaving, actor=SYSTEM)


def _draft(pal: network.Pal) -> None:
    """Leave something to be published by itself in two days."""
    activity = activities.Activity(
        pal=pal,
        title="Kolędowanie na schodach",
        summary="Śpiewamy na klatce schodowej, gorąca herbata na każdym piętrze.",
        kind="culture",
        place=pal.seat,
        sign_up_mode="none",
        is_fictional=True,
    )
    activities.save_activity(activity, actor=SYSTEM)
    begins = times.at(times.today() + timedelta(days=24), time(17))
    slot = activities.Slot(
        begins, begins + timedelta(hours=2), outside_hours="klucze ma animatorka"
    )
    activities.add_sessions(activity, [slot], rules=activities.ListRules(), actor=SYSTEM)
    activities.schedule(activity, at=timezone.now() + timedelta(days=2), actor=SYSTEM)


def _two_cards(pal: network.Pal) -> None:
    """Let two who rang sign up on the web as well: each has a second card, to be joined."""
    rang = activities.SignUp.objects.filter(list__activity__pal=pal).exclude(phone="")
    first, *_others, second = rang.filter(list__activity__audience="seniors").order_by("pk")[:9]
    nearest, *_later = activities.open_lists(
        activities.Activity.objects.get(title="Joga na krześle")
    )
    for contact in (
        activities.Contact(first.name, email=f"{slug(first.name)}@example.org"),
        activities.Contact(f"{second.name}-Bluszcz", phone=second.phone),
    ):
        guests = (activities.Applicant(contact.name),)
        request = activities.SignUpRequest(contact=contact, guests=guests)
        activities.sign_up(nearest, request=request, actor=SYSTEM)
