"""Plain typed functions: a year that is closed, a report that is out."""

from datetime import date, datetime, time, timedelta
from typing import Any

from podworko.accounts.public import Grant, User
from podworko.activities.models import HeadCount, Presence, Register, Session
from podworko.activities.tests.factories import make_activity, make_pal
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.network.public import Pal
from podworko.people.public import Person
from podworko.reports import operations
from podworko.reports.models import Edition, LocalIndicator, Report
from podworko.reports.operations.writing import version_of_all
from podworko.reports.tests.esf_factories import esf_world

__all__ = [
    "came_on",
    "last_year",
    "made_of",
    "make_local",
    "make_pal",
    "published",
    "report_world",
    "staff",
]


def last_year() -> int:
    return times.today().year - 1


def staff(role: str, pal: Pal | None = None) -> User:
    user = User.objects.create(email=f"{role}-{User.objects.count()}@example.org", name="Kinga")
    Grant.objects.create(user=user, role=role, pal=pal)
    return user


def people(number: int, *, name: str = "Ada") -> list[Person]:
    return [
        Person.objects.create(name=f"{name} {n}", folded_name=f"{name} {n}".lower(), channel="desk")
        for n in range(number)
    ]


def came_on(pal: Pal, day: date, *who: Person, heads: int = 0, cards: tuple[str, ...] = ()) -> None:
    """Have a session of an hour have been that day, with these at it."""
    begins: datetime = times.at(day, time(10))
    activity = make_activity(pal=pal)
    session = Session.objects.create(
        activity=activity,
        pal=pal,
        is_public=True,
        kind=activity.kind,
        starts_at=begins,
        ends_at=begins + timedelta(hours=1),
    )
    register = Register.objects.create(session=session)
    known: dict[str, Any] = {"register": register, "state": "present", "state_at": begins}
    for each in who:
        Presence.objects.create(person=each, name=each.name, **known)
    for number in cards:
        Presence.objects.create(card=number, **known)
    if heads:
        HeadCount.objects.create(register=register, band="unknown", number=heads)


def made_of(year: int, *pals: Pal) -> None:
    """Have a year been in these PALs: many in the first, three in the second."""
    many = people(12)
    came_on(pals[0], date(year, 3, 2), *many, heads=7, cards=("1", "2"))
    came_on(pals[0], date(year, 5, 2), *many[:9])
    for pal in pals[1:]:
        came_on(pal, date(year, 4, 2), *many[:3], heads=20)


def published(year: int, pal: Pal | None, *, by: User | None = None, **words: Any) -> Report:
    """Have a report of a closed year been written, and let it out."""
    user = by or staff("network-coordinator")
    if not Edition.objects.filter(year=year).exists():
        operations.close_year(year, actor=user)
    report = operations.begin_report(year, pal, actor=user)
    words.setdefault("summary", "To był dobry rok.")
    Report.objects.filter(pk=report.pk).update(**words)
    operations.mark_ready(report, actor=user)
    report.refresh_from_db()
    return operations.publish_report(report, seen_version=version_of_all(report), actor=user)


def make_local(pal: Pal | None = None, **fields: Any) -> LocalIndicator:
    """Have a PAL, or the network, count something of its own, since the year before last."""
    words = fields.pop("words", "Paczki wydane w PAL, bez tych do wysyłki.")
    since = fields.pop("since", date(times.today().year - 2, 1, 1))
    known = {"name": "Paczki", "unit": "paczki", "typed_by": "animatorka", "is_people": False}
    indicator = LocalIndicator(pal=pal, **{**known, **fields})
    return operations.add_indicator(indicator, words=words, since=since, actor=SYSTEM)


def report_world(pal: Pal) -> dict[str, object]:
    """Make a reported year, a draft with a story, and return how addresses name them."""
    year = last_year()
    published(year, pal)
    published(year, None)
    draft = operations.begin_report(times.today().year, pal, actor=SYSTEM)
    story = operations.add_story(draft, proof=None, actor=SYSTEM)
    return {
        **esf_world(pal),
        "local_indicator": make_local(pal).public_id,
        "reported_year": year,
        "drafted_year": times.today().year,
        "report_kind": "docx",
        "report_act": "gotowe",
        "story": story.public_id,
    }
