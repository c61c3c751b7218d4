"""Rows of the database as the API and the export tell of them.

A row is a plain dictionary of what JSON knows, made as `api.schemas` describes it. Lists
answer with rows as they are: checking again what we made ourselves cost more than the
query and the JSON together. The tests hold every row against its schema instead.
"""

from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from podworko.activities.public import Activity, Session, SignUpList
from podworko.core import replica, times
from podworko.network.public import Pal, Place

Row = dict[str, Any]

_SAMPLE_SLUG = "wzor-adresu"
_SAMPLE_ID = UUID(int=0)


def pal_ref(pal: Pal) -> Row:
    return {"id": str(pal.public_id), "slug": pal.slug, "name": pal.name}


def place_row(place: Place) -> Row:
    access = {fact: getattr(place, fact) for fact in Place.FACTS}
    return {
        "id": str(place.public_id),
        "slug": place.slug,
        "name": place.name,
        "building": place.building,
        "address": place.address,
        "floor": place.floor,
        "district": place.district.name if place.district else None,
        "lat": place.lat,
        "lon": place.lon,
        "accuracy_m": place.accuracy_m,
        "nearest_stop": place.nearest_stop,
        "directions": place.directions,
        "access": {**access, "checked_on": day_text(place.facts_checked_on)},
        "is_fictional": place.is_fictional,
    }


def pal_row(pal: Pal) -> Row:
    return {
        "id": str(pal.public_id),
        "slug": pal.slug,
        "name": pal.name,
        "other_names": [alias.name for alias in pal.aliases.all()],
        "kind": pal.kind,
        "status": pal.status,
        "opened_on": day_text(pal.opened_on),
        "closed_on": day_text(pal.closed_on),
        "summary": pal.summary,
        "summary_en": pal.summary_en,
        "summary_uk": pal.summary_uk,
        "description": pal.description,
        "district": pal.district.name if pal.district else None,
        "place": place_row(pal.seat) if pal.seat else None,
        "phone": pal.phone,
        "email": pal.email,
        "url": absolute("network:pal", pal.slug),
        "calendar": absolute("opendata:pal_calendar", pal.slug),
        "source": pal.source,
        "verified_on": day_text(pal.verified_on),
        "is_fictional": pal.is_fictional,
    }


def activity_row(activity: Activity) -> Row:
    return {
        **_about(activity),
        "pal": pal_ref(activity.pal),
        "id": str(activity.public_id),
        "slug": activity.slug,
        "description": activity.description,
        "bring": activity.bring,
        "rules": activity.rules,
        "state": activity.state,
        "cancel_reason": activity.cancel_reason,
        "sign_up_mode": activity.sign_up_mode,
        "place": place_row(activity.place) if activity.place else None,
        "room": activity.room.name if activity.room else None,
        "url": absolute("activities:activity", activity.slug),
        "sessions": f"{absolute('api:sessions')}?activity={activity.public_id}",
        "source": activity.source,
        "updated_at": _moment(activity.changed_at),
    }


def session_row(session: Session) -> Row:
    activity = session.activity
    return {
        **_about(activity),
        "pal": pal_ref(session.pal),
        "id": str(session.public_id),
        "activity": str(activity.public_id),
        "topic": session.title,
        "note": session.note,
        "starts_at": _moment(session.starts_at),
        "ends_at": _moment(session.ends_at),
        "is_all_day": session.is_all_day,
        "status": session.status,
        "cancel_reason": session.cancel_reason,
        "place": place_row(session.place) if session.place else None,
        "room": session.room.name if session.room else None,
        "sign_up": _sign_up(session),
        "url": absolute("activities:session", session.public_id),
        "calendar": absolute("opendata:session_calendar", session.public_id),
        "sequence": session.sequence,
        "updated_at": _moment(max(session.changed_at, activity.changed_at)),
    }


def session_page(session: Session) -> Row:
    """Return a session with the organiser's questions; one query beside the session's own."""
    activity = session.activity
    questions = [
        {
            "id": question.pk,
            "text": question.text,
            "text_en": question.text_en,
            "text_uk": question.text_uk,
            "form": question.form,
            "options": question.options,
            "required": question.is_required,
        }
        for question in activity.questions.all()
    ]
    return {
        **session_row(session),
        "description": activity.description,
        "bring": activity.bring,
        "rules": activity.rules,
        "questions": questions,
    }


def feature(place: Place) -> Row:
    """Return a place for a map; one that nobody located has no geometry."""
    row = place_row(place)
    point = (row.pop("lon"), row.pop("lat"))
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": None if None in point else {"type": "Point", "coordinates": point},
        "properties": row,
    }


def pal_feature(pal: Pal) -> Row:
    """Return a PAL for a map, at its seat; one without a seat has no geometry."""
    row = pal_row(pal)
    place = row["place"] or {"lon": None, "lat": None}
    point = (place["lon"], place["lat"])
    geometry = None if None in point else {"type": "Point", "coordinates": point}
    return {"type": "Feature", "id": row["id"], "geometry": geometry, "properties": row}


def absolute(name: str, key: str | UUID | None = None) -> str:
    """Return the full address of a page, for those who are not on our site."""
    if key is None:
        return settings.SITE_URL + _path(name, None, get_language())
    sample: str | UUID = _SAMPLE_ID if isinstance(key, UUID) else _SAMPLE_SLUG
    path = _path(name, sample, get_language())
    return settings.SITE_URL + path.replace(str(sample), str(key))


@lru_cache(maxsize=256)
def _path(name: str, sample: str | UUID | None, language: str | None) -> str:
    """Return where a page is in a language; looking it up per row would cost as much as the row."""
    del language  # reverse() follows the one in use, which is the same
    return reverse(name, args=[] if sample is None else [sample])


def _about(activity: Activity) -> Row:
    return {
        "title": activity.title,
        "title_en": activity.title_en,
        "title_uk": activity.title_uk,
        "summary": activity.summary,
        "summary_en": activity.summary_en,
        "summary_uk": activity.summary_uk,
        "kind": activity.kind,
        "audience": activity.audience,
        "age_min": activity.age_min,
        "age_max": activity.age_max,
        "languages": activity.language_codes,
        "cost": f"{activity.cost:.2f}",
        "cost_note": activity.cost_note,
        "access": {
            "sign_language": activity.sign_language,
            "easy_to_read": activity.easy_to_read,
            "quiet": activity.quiet,
        },
        "organiser": activity.organiser,
        "co_organisers": activity.co_organisers,
        "leaders": activity.leaders,
        "need": activity.need,
        "is_fictional": activity.is_fictional,
    }


def _sign_up(session: Session) -> Row | None:
    """Return how one gets a place; of who had one nothing is told once the session is over."""
    places = session.sign_up_list
    if places is None or session.ends_at <= timezone.now():
        return None
    left = places.free(may_use_reserved=False)
    return {
        "mode": session.activity.sign_up_mode,
        "url": absolute("activities:sign_up", places.public_id),
        "api": absolute("api:signups", session.public_id),
        "capacity": places.capacity,
        "taken": places.taken,
        "free": None if left == float("inf") else int(left),
        "waiting": places.waiting,
        "opens_at": _moment(places.opens_at) if places.opens_at else None,
        "closes_at": _moment(places.closes_at) if places.closes_at else None,
        "is_open": _is_open(session, places),
    }


def _is_open(session: Session, places: SignUpList) -> bool:
    """Whether a sign-up sent now would be taken, to a place or to the queue."""
    now = timezone.now()
    is_over = session.is_cancelled or places.is_cancelled or places.has_begun(now)
    is_early = places.opens_at is not None and now < places.opens_at
    is_late = places.closes_at is not None and now >= places.closes_at
    return not (is_over or is_early or is_late or replica.is_read_only())


def _moment(moment: datetime) -> str:
    return times.local(moment).isoformat(timespec="milliseconds" if moment.microsecond else "auto")


def day_text(day: date | None) -> str | None:
    """Return a day as ISO 8601 writes it."""
    return day.isoformat() if day else None
