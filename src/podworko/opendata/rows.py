"""Rows of the database as the API and the export tell of them."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from podworko.activities.public import Activity, Session, SignUpList
from podworko.core import times
from podworko.network.public import Pal, Place
from podworko.opendata.api import schemas


def pal_ref(pal: Pal) -> schemas.PalRef:
    return schemas.PalRef(id=pal.public_id, slug=pal.slug, name=pal.name)


def place_row(place: Place) -> schemas.PlaceOut:
    access = {fact: getattr(place, fact) for fact in Place.FACTS}
    return schemas.PlaceOut(
        id=place.public_id,
        slug=place.slug,
        name=place.name,
        building=place.building,
        address=place.address,
        floor=place.floor,
        district=place.district.name if place.district else None,
        lat=place.lat,
        lon=place.lon,
        accuracy_m=place.accuracy_m,
        nearest_stop=place.nearest_stop,
        directions=place.directions,
        access=schemas.PlaceAccess(**access, checked_on=place.facts_checked_on),
        is_fictional=place.is_fictional,
    )


def pal_row(pal: Pal) -> schemas.PalOut:
    return schemas.PalOut(
        id=pal.public_id,
        slug=pal.slug,
        name=pal.name,
        other_names=[alias.name for alias in pal.aliases.all()],
        kind=pal.kind,  # type: ignore[arg-type]
        status=pal.status,  # type: ignore[arg-type]
        opened_on=pal.opened_on,
        closed_on=pal.closed_on,
        summary=pal.summary,
        summary_en=pal.summary_en,
        summary_uk=pal.summary_uk,
        description=pal.description,
        district=pal.district.name if pal.district else None,
        place=place_row(pal.seat) if pal.seat else None,
        phone=pal.phone,
        email=pal.email,
        url=absolute("network:pal", pal.slug),
        calendar=absolute("opendata:pal_calendar", pal.slug),
        source=pal.source,
        verified_on=pal.verified_on,
        is_fictional=pal.is_fictional,
    )


def activity_row(activity: Activity) -> schemas.ActivityOut:
    return schemas.ActivityOut(
        **_about(activity),
        pal=pal_ref(activity.pal),
        id=activity.public_id,
        slug=activity.slug,
        description=activity.description,
        bring=activity.bring,
        rules=activity.rules,
        state=activity.state,  # type: ignore[arg-type]
        cancel_reason=activity.cancel_reason,
        sign_up_mode=activity.sign_up_mode,  # type: ignore[arg-type]
        place=place_row(activity.place) if activity.place else None,
        room=activity.room.name if activity.room else None,
        url=absolute("activities:activity", activity.slug),
        sessions=absolute("api:sessions") + f"?activity={activity.public_id}",
        source=activity.source,
        updated_at=times.local(activity.changed_at),
    )


def session_row(session: Session) -> schemas.SessionOut:
    return schemas.SessionOut(**_session(session))


def session_page(session: Session) -> schemas.SessionPage:
    """Return a session with the organiser's questions; one query beside the session's own."""
    activity = session.activity
    questions = [
        schemas.QuestionOut(
            id=question.pk,
            text=question.text,
            text_en=question.text_en,
            text_uk=question.text_uk,
            form=question.form,  # type: ignore[arg-type]
            options=question.options,
            required=question.is_required,
        )
        for question in activity.questions.all()
    ]
    return schemas.SessionPage(
        **_session(session),
        description=activity.description,
        bring=activity.bring,
        rules=activity.rules,
        questions=questions,
    )


def feature(place: schemas.PlaceOut) -> schemas.Feature:
    """Return a place for a map; one that nobody located has no geometry."""
    has_point = place.lat is not None and place.lon is not None
    point = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return schemas.Feature(
        type="Feature",
        id=place.id,
        geometry=point if has_point else None,
        properties=place.model_dump(mode="json", exclude={"lat", "lon"}),
    )


def features(places: Iterable[schemas.PlaceOut]) -> list[schemas.Feature]:
    return [feature(place) for place in places]


def absolute(name: str, *args: object) -> str:
    """Return the full address of a page, for those who are not on our site."""
    return settings.SITE_URL + reverse(name, args=args)


def _session(session: Session) -> dict[str, Any]:
    activity = session.activity
    return {
        **_about(activity),
        "pal": pal_ref(session.pal),
        "id": session.public_id,
        "activity": activity.public_id,
        "topic": session.title,
        "note": session.note,
        "starts_at": times.local(session.starts_at),
        "ends_at": times.local(session.ends_at),
        "is_all_day": session.is_all_day,
        "status": session.status,
        "cancel_reason": session.cancel_reason,
        "place": place_row(session.place) if session.place else None,
        "room": session.room.name if session.room else None,
        "sign_up": _sign_up(session),
        "url": absolute("activities:session", session.public_id),
        "calendar": absolute("opendata:session_calendar", session.public_id),
        "sequence": session.sequence,
        "updated_at": times.local(max(session.changed_at, activity.changed_at)),
    }


def _about(activity: Activity) -> dict[str, Any]:
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
        "access": schemas.ActivityAccess(
            sign_language=activity.sign_language,
            easy_to_read=activity.easy_to_read,
            quiet=activity.quiet,
        ),
        "organiser": activity.organiser,
        "co_organisers": activity.co_organisers,
        "leaders": activity.leaders,
        "need": activity.need,
        "is_fictional": activity.is_fictional,
    }


def _sign_up(session: Session) -> schemas.SignUpInfo | None:
    places = session.sign_up_list
    if places is None:
        return None
    left = places.free(may_use_reserved=False)
    return schemas.SignUpInfo(
        mode=session.activity.sign_up_mode,  # type: ignore[arg-type]
        url=absolute("activities:sign_up", places.public_id),
        api=absolute("api:signups", session.public_id),
        capacity=places.capacity,
        taken=places.taken,
        free=None if left == float("inf") else int(left),
        waiting=places.waiting,
        opens_at=times.local(places.opens_at) if places.opens_at else None,
        closes_at=times.local(places.closes_at) if places.closes_at else None,
        is_open=_is_open(session, places),
    )


def _is_open(session: Session, places: SignUpList) -> bool:
    """Whether a sign-up sent now would be taken, to a place or to the queue."""
    now = timezone.now()
    is_over = session.is_cancelled or places.is_cancelled or places.has_begun(now)
    is_early = places.opens_at is not None and now < places.opens_at
    is_late = places.closes_at is not None and now >= places.closes_at
    return not (is_over or is_early or is_late)
