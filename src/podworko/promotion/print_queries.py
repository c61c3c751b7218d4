"""What can be printed, read as it is now: activities, sessions, debates, polls, initiatives."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, Protocol

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.activities.public import Activity, Session, age_words
from podworko.core import times
from podworko.core.languages import local_text
from podworko.debates.public import Debate, Hearing, Poll
from podworko.initiatives.public import Initiative
from podworko.network.public import Pal
from podworko.promotion.bills import (
    Bill,
    NothingToPrintError,
    call_words,
    price_words,
    sentences_of,
    where_lines,
)
from podworko.promotion.occasions import MOST_READ, When, until, when_of
from podworko.promotion.short import code_beside, code_of, keys_of

MOST_PLACES = 3
MOST_BILLS = 40
"""Posters in one file: more of them takes longer than anybody waits for a page."""


class Linked(Protocol):
    """A thing with a page of its own."""

    def get_absolute_url(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of thing that can be printed: its word and letter in addresses, how it is read."""

    word: str
    letter: str
    rows: Callable[[], QuerySet[Any]]
    bill: Callable[[Any], Bill]


@dataclass(frozen=True, slots=True)
class Bills:
    """Posters of one PAL; `left` is how many more there are than one file holds."""

    bills: tuple[Bill, ...]
    left: int = 0


def bill_of(subject: Subject, public_id: uuid.UUID) -> Bill | None:
    """Return what is printed of a thing anybody may know of; None when there is no such.

    In at most four queries. Raises NothingToPrintError for what is over or called off.
    """
    found = subject.rows().filter(public_id=public_id).first()
    if found is None:
        return None
    (bill,) = _with_codes(subject, [subject.bill(found)])
    return bill


def thing_at(letter: str, code: str) -> Linked | None:
    """Return what a short address means: the first thing with these letters, if it is public."""
    keys = keys_of(code)
    subject = next((each for each in SUBJECTS.values() if each.letter == letter), None)
    if keys is None or subject is None:
        return None
    alike = _all_rows(subject).filter(public_id__range=keys).order_by("pk")
    first = alike.values_list("pk", flat=True).first()
    found: Linked | None = subject.rows().filter(pk=first).first()
    return found


def bills_of_pal(pal: Pal, *, first: date, last: date, skip: int = 0) -> Bills:
    """Return a poster of each activity that has a session in these days, soonest first.

    In three queries. Each tells all its coming sessions; one called off is none.
    """
    start, end = times.days_bounds(first, last)
    coming = _coming().filter(pal=pal)
    keys = coming.filter(starts_at__gte=start, starts_at__lt=end).order_by("starts_at", "pk")
    inorder = list(dict.fromkeys(keys.values_list("activity", flat=True)))
    shown = inorder[skip : skip + MOST_BILLS]
    rows = coming.filter(activity__in=shown).order_by("activity", "starts_at", "pk")
    told = {key: tuple(held) for key, held in groupby(rows, key=lambda row: row.activity_id)}
    bills = [_of_sessions(told[key][0].activity, told[key]) for key in shown if key in told]
    coded = _with_codes(SUBJECTS["zajecia"], bills)
    return Bills(coded, left=max(0, len(inorder) - skip - MOST_BILLS))


def coming_activities(pal: Pal) -> list[tuple[str, str]]:
    """Return the activities of a PAL that can be printed, by public key and title."""
    rows = _coming().filter(pal=pal).order_by("activity__title", "activity")
    return [
        (str(key), title)
        for key, title in dict.fromkeys(
            rows.values_list("activity__public_id", "activity__title").order_by("activity__title")
        )
    ]


def sessions_of_pal(pal: Pal, *, first: date, last: date) -> list[Session]:
    """Return what is on at a PAL in these days and not over yet, in one query."""
    start, end = times.days_bounds(first, last)
    return list(_coming().filter(pal=pal, starts_at__gte=start, starts_at__lt=end))


def _with_codes(subject: Subject, bills: Sequence[Bill]) -> tuple[Bill, ...]:
    """Give a longer short address to what begins as something made before it, in one query."""
    near = Q(pk=None)
    for bill in bills:
        near |= Q(public_id__range=keys_of(code_of(bill.public_id)))
    rows = _all_rows(subject).filter(near).order_by("pk")
    inorder = list(rows.values_list("public_id", flat=True))
    earlier = {key: inorder[:place] for place, key in enumerate(inorder)}
    return tuple(
        replace(bill, code=code_beside(bill.public_id, earlier.get(bill.public_id, ())))
        for bill in bills
    )


def _all_rows(subject: Subject) -> QuerySet[Any]:
    """Return the things of a kind, those nobody may know of too: one of them may come out later."""
    rows: QuerySet[Any] = subject.rows().model._base_manager.all()  # noqa: SLF001 - Django's own
    return rows


def _coming() -> QuerySet[Session]:
    """Return the public sessions that are neither over nor called off, in order of time."""
    sessions = Session.objects.public().filter(
        status=Session.Status.PLANNED,
        activity__state=Activity.State.PUBLISHED,
        ends_at__gt=timezone.now(),
    )
    related = ("activity__pal", "place", "room")
    return sessions.select_related(*related).order_by("starts_at", "pk")


def _activities() -> QuerySet[Activity]:
    return Activity.objects.public().select_related("pal")


def _activity(found: Activity) -> Bill:
    sessions = list(_coming().filter(activity=found)[:MOST_READ])
    if found.state != Activity.State.PUBLISHED or not sessions:
        raise _over()
    return _of_sessions(found, sessions)


def _sessions() -> QuerySet[Session]:
    return Session.objects.public().select_related("activity__pal", "place", "room")


def _session(found: Session) -> Bill:
    activity = found.activity
    is_on = found.ends_at > timezone.now() and not found.is_cancelled
    if not is_on or activity.state != Activity.State.PUBLISHED:
        raise _over()
    return _of_sessions(activity, [found], letter="s", public_id=found.public_id)


def _of_sessions(
    activity: Activity,
    sessions: Sequence[Session],
    *,
    letter: str = "z",
    public_id: uuid.UUID | None = None,
) -> Bill:
    """Return the poster of an activity with these sessions, the soonest first."""
    pal = activity.pal
    is_one_place = len({each.place_id for each in sessions}) == 1
    return Bill(
        letter=letter,
        public_id=public_id or activity.public_id,
        title=activity.local_title,
        title_language=local_text(activity, "title").language,
        when=when_of(sessions, with_places=not is_one_place),
        pal=pal,
        kind=str(activity.get_kind_display()),
        sentences=_told(activity, sessions),
        sentences_language=local_text(activity, "summary").language,
        where=_where(sessions) if is_one_place else _places(sessions),
        facts=tuple(_facts(activity)),
        price=price_words(activity.cost),
        call=call_words(pal, signs_up=activity.sign_up_mode != Activity.SignUpMode.NONE),
        organiser=activity.organiser or pal.name,
        is_fictional=activity.is_fictional,
    )


def _where(sessions: Sequence[Session]) -> tuple[str, ...]:
    """Return the one place of `sessions`, with its room where that is one too."""
    rooms = {each.room.name if each.room else "" for each in sessions}
    return where_lines(sessions[0].place, room=rooms.pop() if len(rooms) == 1 else "")


def _places(sessions: Sequence[Session]) -> tuple[str, ...]:
    """Return the places of `sessions` with their addresses, each once, those to come first."""
    places = [each.place for each in sessions if each.place]
    told = [", ".join(filter(None, (place.name, place.address))) for place in places]
    return tuple(dict.fromkeys(told))[:MOST_PLACES]


def _told(activity: Activity, sessions: Sequence[Session]) -> tuple[str, ...]:
    """Return what it is about; the Polish description only beside a Polish summary."""
    topic = sessions[0].title if len(sessions) == 1 else ""
    own = _("Temat: %(topic)s.") % {"topic": topic} if topic else ""
    note = sessions[0].note if len(sessions) == 1 else ""
    is_polish = activity.local_summary == activity.summary
    description = activity.description if is_polish else ""
    return sentences_of(own, note, activity.local_summary, description)


def _facts(activity: Activity) -> list[tuple[str, str]]:
    age = age_words(activity.age_min, activity.age_max)
    audience = str(activity.get_audience_display())
    helps = {
        _("tłumacz języka migowego"): activity.sign_language,
        _("łatwe do zrozumienia"): activity.easy_to_read,
        _("spokojnie i cicho"): activity.quiet,
    }
    is_course = activity.sign_up_mode == Activity.SignUpMode.COURSE
    facts = [
        (_("Dla kogo"), f"{audience}, {age}" if age else audience),
        (_("Zapisy"), _("na cały cykl") if is_course else ""),
        (_("Ułatwienia"), ", ".join(name for name, is_there in helps.items() if is_there)),
        (_("Koszt"), activity.cost_note),
        (_("Co zabrać"), activity.bring),
        (_("Prowadzi"), activity.leaders),
        (_("Razem z"), activity.co_organisers),
    ]
    return [(label, value) for label, value in facts if value]


def _debates() -> QuerySet[Debate]:
    related = ("session__activity__pal", "session__place", "session__room")
    return Debate.objects.public().select_related(*related)


def _debate(found: Debate) -> Bill:
    if not found.session.is_public:
        raise _over()
    bill = _session(found.session)
    facts = ((_("Kto i kiedy zdecyduje"), found.who_decides), *bill.facts)
    return Bill(
        letter="d",
        public_id=found.public_id,
        title=found.question,
        when=bill.when,
        pal=bill.pal,
        kind=_("debata"),
        sentences=bill.sentences,
        sentences_language=bill.sentences_language,
        where=bill.where,
        facts=facts,
        price=bill.price,
        call=bill.call,
        organiser=bill.organiser,
        is_fictional=bill.is_fictional,
    )


def _hearings() -> QuerySet[Hearing]:
    return Hearing.objects.public().select_related("pal__seat")


def _hearing(found: Hearing) -> Bill:
    if found.is_over:
        raise _over()
    return _of_matter(found, letter="k", title=found.title, kind=_("konsultacje społeczne"))


def _polls() -> QuerySet[Poll]:
    return Poll.objects.public().select_related("pal__seat")


def _poll(found: Poll) -> Bill:
    if found.state != Poll.State.OPEN or found.is_over:
        raise _over()
    return _of_matter(found, letter="g", title=found.question, kind=_("głosowanie"))


def _of_matter(found: Hearing | Poll, *, letter: str, title: str, kind: str) -> Bill:
    """Return the poster of what residents are asked: until when, who decides, where without net."""
    begin = _("początek: %(day)s") % {"day": until(found.opens_at)} if found.is_coming else ""
    end = _("koniec: %(day)s") % {"day": until(found.last_minute)}
    has_phone = bool(found.pal and found.pal.phone)
    return Bill(
        letter=letter,
        public_id=found.public_id,
        title=title,
        when=When(tuple(line for line in (begin, end) if line)),
        pal=found.pal,
        kind=kind,
        sentences=sentences_of(found.about),
        where=where_lines(found.pal.seat) if found.pal else (),
        facts=((_("Kto i kiedy zdecyduje"), found.who_decides),),
        call=_("Bez internetu: przyjdź. Pytania?") if has_phone else _("Bez internetu: przyjdź."),
        organiser=found.pal.name if found.pal else _("cała sieć PAL"),
        is_fictional=bool(found.pal and found.pal.is_fictional),
    )


def _initiatives() -> QuerySet[Initiative]:
    return Initiative.objects.public().select_related("pal", "place")


def _initiative(found: Initiative) -> Bill:
    if found.is_ended or found.state in (Initiative.State.DONE, Initiative.State.REFUSED):
        raise _over()
    asked = _("Poprzyj i dołącz") if found.is_supported else _("Dołącz do nas")
    return Bill(
        letter="i",
        public_id=found.public_id,
        title=found.title,
        when=When((asked,)),
        when_label=_("Co możesz zrobić"),
        pal=found.pal,
        kind=_("inicjatywa mieszkańców"),
        sentences=sentences_of(found.words),
        where=(found.where,) if found.where else (),
        facts=((_("O co chodzi"), str(found.get_category_display())),),
        call=_("Włącz się: zadzwoń") if found.pal.phone else _("Włącz się: przyjdź do PAL"),
        organiser=_("mieszkańcy, wspiera: %(pal)s") % {"pal": found.pal.name},
        is_fictional=found.pal.is_fictional,
    )


def _over() -> NothingToPrintError:
    return NothingToPrintError(_("Nie ma czego drukować: to już się skończyło albo jest odwołane."))


SUBJECTS = {
    each.word: each
    for each in (
        Subject("zajecia", "z", _activities, _activity),
        Subject("spotkanie", "s", _sessions, _session),
        Subject("debata", "d", _debates, _debate),
        Subject("konsultacje", "k", _hearings, _hearing),
        Subject("glosowanie", "g", _polls, _poll),
        Subject("inicjatywa", "i", _initiatives, _initiative),
    )
}
