"""Research walks: planning one, joining by a number, noting on the way, reading it afterwards."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.geo import Point
from podworko.core.times import today
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.diagnosis.categories import Method
from podworko.diagnosis.models import Need, Observation, Study, Walk, Walker, WalkStop
from podworko.diagnosis.models.walks import OPEN_AROUND, new_code, rounded
from podworko.diagnosis.operations.needs import EvidenceData, add_evidence, save_need
from podworko.network.public import NeedCategory

WALK_FIELDS = ("title", "starts_at", "meets_at", "words", "most_people")
MOST_NOTES = 150
"""Notes of one walker: more is a machine."""


class WalkError(DomainError):
    """A rule about walks says no."""

    code = "walk"


@dataclass(frozen=True, slots=True)
class Note:
    """What one walker noted at a spot; `key` is the phone's, so that twice is once."""

    key: uuid.UUID
    mark: str
    category: str
    remark: str = ""
    stop: WalkStop | None = None
    near: Point | None = None
    photo: ContentFile[bytes] | None = None
    made_on: date | None = None


@transaction.atomic
def save_walk(walk: Walk, *, actor: audit.Actor, seen_version: str = "") -> Walk:
    """Store a new walk with a code nobody has, or what was changed of one.

    Raises WalkError for fewer people than have joined, ChangedMeanwhileError, and stores
    nothing, when it is not `seen_version` any more.
    """
    is_new = walk.pk is None
    if is_new:
        _check_study(walk.study)
        walk.code = _free_code()
        walk.save()
        audit.record("walk.planned", actor=actor, target=walk)
        return walk
    stored = _locked(walk)
    if version_of(stored, WALK_FIELDS) != seen_version:
        raise ChangedMeanwhileError
    if walk.walkers.filter(number__gt=walk.most_people).exists():
        raise WalkError(_("Tyle osób już się zapisało na spacer."), field="most_people")
    walk.save(update_fields=WALK_FIELDS)
    audit.record("walk.changed", actor=actor, target=walk)
    return walk


@transaction.atomic
def move_walk(walk: Walk, *, to: Walk.State, actor: audit.Actor) -> None:
    """Open a walk to those who have its code, or end it; what is on its way still arrives.

    Raises WalkError when the study is closed. Taking it where it is does nothing.
    """
    row = _locked(walk)
    if to in (row.state, Walk.State.PLANNED):
        return
    if to == Walk.State.OPEN:
        _check_study(row.study)
    row.state = to
    row.save(update_fields=["state"])
    is_open = to == Walk.State.OPEN
    audit.record("walk.opened" if is_open else "walk.closed", actor=actor, target=row)


@transaction.atomic
def remove_walk(walk: Walk, *, actor: audit.Actor) -> None:
    """Take a walk out of its study. Raises WalkError once somebody noted something."""
    row = _locked(walk)
    if row.observations.exists():
        raise WalkError(_("Są już notatki z tego spaceru. Zostaw go."))
    audit.record("walk.removed", actor=actor, target=row)
    row.delete()


@transaction.atomic
def save_stop(stop: WalkStop, *, actor: audit.Actor, near: Point | None = None) -> WalkStop:
    """Store a stop of the script; a new one stands last."""
    walk = _locked(stop.walk)
    is_new = stop.pk is None
    if is_new:
        last = walk.stops.order_by("-position").first()
        stop.position = last.position + 1 if last else 1
    stop.lat, stop.lon = _place(near)
    stop.save()
    audit.record("walk.script_changed", actor=actor, target=walk)
    return stop


@transaction.atomic
def shift_stop(stop: WalkStop, *, by: int, actor: audit.Actor) -> None:
    """Move a stop one place earlier (-1) or later (1); at the end it stays."""
    walk = _locked(stop.walk)
    stops = list(walk.stops.all())
    here = next(number for number, each in enumerate(stops) if each.pk == stop.pk)
    there = min(max(here + by, 0), len(stops) - 1)
    stops.insert(there, stops.pop(here))
    for position, each in enumerate(stops, start=1):
        each.position = position
    WalkStop.objects.bulk_update(stops, ["position"])
    audit.record("walk.script_changed", actor=actor, target=walk)


@transaction.atomic
def remove_stop(stop: WalkStop, *, actor: audit.Actor) -> None:
    """Take a stop out of the script; what was noted at it stays on the walk."""
    walk = _locked(stop.walk)
    stop.delete()
    audit.record("walk.script_changed", actor=actor, target=walk)


@transaction.atomic
def join_walk(walk: Walk, *, number: int, actor: audit.Actor) -> Walker:
    """Walk along under a number that nobody has; no name is asked for.

    Raises WalkError when the walk is not open today, and for a number taken or unknown.
    """
    row = _locked(walk)
    if not row.is_on(today()):
        raise WalkError(_("Ten spacer nie jest dziś otwarty."))
    if not 1 <= number <= row.most_people or row.walkers.filter(number=number).exists():
        raise WalkError(_("Ten numer jest zajęty. Wybierz inny."), field="number")
    walker = Walker.objects.create(walk=row, number=number)
    audit.record("walk.joined", actor=actor, target=row, channel="web")
    return walker


def note(walker: Walker, *, what: Note, actor: audit.Actor) -> Observation:
    """Keep what a walker noted; the same key again is the same note.

    Raises WalkError when the walk takes nothing any more, when nothing is said, after
    MOST_NOTES, and for a key of somebody else.
    """
    held = _held(walker, what.key)
    if held:
        return held
    try:
        return _noted(walker, what, actor)
    except IntegrityError:
        # The same note came twice at once: the other one is in.
        if held := _held(walker, what.key):
            return held
        raise


@transaction.atomic
def hide(observation: Observation, *, why: str, actor: audit.Actor) -> None:
    """Leave a note out of everything, its photograph too. Raises WalkError without a reason."""
    if not why.strip():
        raise WalkError(_("Napisz, dlaczego ukrywasz tę notatkę."), field="hidden_why")
    row = _locked_note(observation)
    row.hidden_at, row.hidden_why = timezone.now(), why.strip()[:300]
    row.is_photo_public = False
    row.save(update_fields=["hidden_at", "hidden_why", "is_photo_public"])
    audit.record("observation.hidden", actor=actor, target=row)
    if row.need:
        _count_again(row.walk, row.need, actor)


@transaction.atomic
def show_again(observation: Observation, *, actor: audit.Actor) -> None:
    """Count a note that was hidden again."""
    row = _locked_note(observation)
    row.hidden_at, row.hidden_why = None, ""
    row.save(update_fields=["hidden_at", "hidden_why"])
    audit.record("observation.shown", actor=actor, target=row)
    if row.need:
        _count_again(row.walk, row.need, actor)


@transaction.atomic
def share_photo(
    observation: Observation, *, alt: str, public: bool, actor: audit.Actor
) -> Observation:
    """Let residents see a photograph in the report, or not any more.

    Raises WalkError for one without a description, hidden, or not there.
    """
    row = _locked_note(observation)
    if public and not row.photo:
        raise WalkError(_("Przy tej notatce nie ma zdjęcia."))
    if public and row.hidden_at:
        raise WalkError(_("Ta notatka jest ukryta."))
    if public and not alt.strip():
        raise WalkError(_("Opisz zdjęcie dla osób, które go nie widzą."), field="photo_alt")
    row.photo_alt, row.is_photo_public = alt.strip()[:200], public
    row.save(update_fields=["photo_alt", "is_photo_public"])
    audit.record(
        "observation.photo_shared" if public else "observation.photo_kept_inside",
        actor=actor,
        target=row,
    )
    return row


@transaction.atomic
def need_from_walk(
    need: Need, *, walk: Walk, observations: Sequence[Observation], actor: audit.Actor
) -> Need:
    """Write a need down, or take one known already, and tie notes of a walk to it.

    As many voices as people noted it, whatever number of notes they left. Raises WalkError
    without a note.
    """
    row = _locked(walk)
    if not observations:
        raise WalkError(_("Zaznacz notatki, które o tym mówią."))
    is_new = need.pk is None
    if is_new:
        save_need(need, near=_middle(observations), actor=actor)
    notes = row.observations.kept().filter(pk__in=[each.pk for each in observations])
    before = list(Need.objects.filter(pk__in=notes.values("need")).exclude(pk=need.pk))
    notes.update(need=need)
    for each in (need, *before):
        _count_again(row, each, actor)
    return need


def _noted(walker: Walker, what: Note, actor: audit.Actor) -> Observation:
    with transaction.atomic():
        walk = _locked(walker.walk)
        _check_note(walk, walker, what)
        lat, lon = _place(what.near)
        made = Observation(
            key=what.key,
            walk=walk,
            walker=walker,
            stop=what.stop,
            mark=what.mark,
            category=NeedCategory(what.category),
            remark=what.remark.strip()[:2000],
            lat=lat,
            lon=lon,
            made_on=_day(walk, what.made_on),
        )
        if what.photo:
            made.photo = what.photo
        made.save(force_insert=True)
        audit.record("observation.noted", actor=actor, target=made, channel="web")
        return made


def _check_note(walk: Walk, walker: Walker, what: Note) -> None:
    if not walk.takes_late(today()):
        raise WalkError(_("Ten spacer już nie przyjmuje notatek."))
    if not what.remark.strip() and not what.photo:
        raise WalkError(_("Napisz coś albo zrób zdjęcie."), field="remark")
    if what.stop and what.stop.walk_id != walk.pk:
        raise WalkError(_("Tego przystanku nie ma na tym spacerze."), field="stop")
    if walker.observations.count() >= MOST_NOTES:
        raise WalkError(_("To już bardzo dużo notatek. Powiedz o reszcie osobie prowadzącej."))


def _held(walker: Walker, key: uuid.UUID) -> Observation | None:
    """Return the note with this key; raise WalkError when it is somebody else's."""
    found = Observation.objects.filter(key=key).first()
    if found and found.walker_id != walker.pk:
        raise WalkError(_("Tej notatki nie można przyjąć."))
    return found


def _day(walk: Walk, told: date | None) -> date:
    """Return the day a phone tells, as far as it can be one of the walk; its clock may err."""
    day = told or today()
    return min(max(day, walk.day - OPEN_AROUND), walk.day + OPEN_AROUND)


def _count_again(walk: Walk, need: Need, actor: audit.Actor) -> None:
    """Have the evidence of a walk say how many people noted a need now."""
    add_evidence(need, data=_evidence(walk, need), actor=actor)


def _evidence(walk: Walk, need: Need) -> EvidenceData:
    kept = walk.observations.kept().filter(need=need)
    # Without the number of notes: one note is one person, and few voices are not told.
    with translation.override(settings.LANGUAGE_CODE):
        words = _("notatki ze spaceru „%(title)s”") % {"title": walk.title}
    return EvidenceData(
        method=Method.WALK,
        words=words,
        voices=kept.values("walker").distinct().count(),
        study=walk.study,
        about=walk,
        noted_on=walk.day,
    )


def _middle(observations: Iterable[Observation]) -> Point | None:
    points = [point for each in observations if (point := each.point)]
    if not points:
        return None
    lats, lons = [point.lat for point in points], [point.lon for point in points]
    return Point(sum(lats) / len(lats), sum(lons) / len(lons))


def _place(near: Point | None) -> tuple[Any, Any]:
    return (rounded(near.lat), rounded(near.lon)) if near else (None, None)


def _check_study(study: Study) -> None:
    if study.state == Study.State.CLOSED:
        raise WalkError(_("Ta diagnoza jest zakończona."))


def _free_code() -> str:
    code = new_code()
    while Walk.objects.filter(code=code).exists():
        code = new_code()
    return code


def _locked(walk: Walk) -> Walk:
    rows = Walk.objects.select_related("study").select_for_update(no_key=True, of=("self",))
    return rows.get(pk=walk.pk)


def _locked_note(observation: Observation) -> Observation:
    return Observation.objects.select_for_update(no_key=True).get(pk=observation.pk)
