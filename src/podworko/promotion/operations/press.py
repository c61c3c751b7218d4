"""Press releases: written, released or planned, corrected, withdrawn; each told to whom it went."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.promotion.markup import unsafe_links
from podworko.promotion.models import PressContact, Release
from podworko.promotion.operations import dispatches

RELEASE_FIELDS = (
    "pal",
    "language",
    "title",
    "lead",
    "who",
    "place",
    "occasion",
    "why",
    "body",
    "quotation",
    "quoted",
    "is_quotation_agreed",
    "contact_name",
    "contact_phone",
    "contact_email",
    "contact_hours",
)
State = Release.State


class PressError(DomainError):
    """A rule of the press desk says no."""

    code = "press"


@transaction.atomic
def save_release(
    release: Release, *, actor: User, seen_version: str = "", correction: str = ""
) -> Release:
    """Store a release, new or changed; one that left already only with words of what was wrong.

    Whoever it was sent to gets the corrected one. Raises ChangedMeanwhileError, and stores
    nothing, when it is not `seen_version` any more, and PressError for what is withdrawn, for a
    quotation of nobody, a link nobody could follow, and a correction without words.
    """
    is_new = release.pk is None
    _check_words(release)
    if is_new:
        release.written_by = actor
        release.save()
        audit.record("release.written", actor=actor, target=release)
        return release
    held = lock_release(release)
    if version_of_release(held) != seen_version:
        raise ChangedMeanwhileError
    _check_is_not_withdrawn(held)
    release.state = held.state
    if held.state == State.RELEASED:
        _check_is_complete(release)
    if held.is_out:
        return _corrected(release, held, words=correction.strip(), actor=actor)
    release.save(update_fields=RELEASE_FIELDS)
    audit.record("release.changed", actor=actor, target=release)
    return release


def version_of_release(release: Release) -> str:
    """Return the version of a release as it is now, for who changes it at once."""
    return version_of(release, RELEASE_FIELDS)


@transaction.atomic
def release_press(
    release: Release,
    *,
    at: datetime | None = None,
    embargo_until: datetime | None = None,
    contacts: Iterable[PressContact] = (),
    actor: User,
) -> Release:
    """Let a draft out now or at a moment, to the contacts chosen and, its embargo over, to all.

    Under embargo only outlets that keep it get it before. Raises PressError for what is out
    already, for a moment that is over, an embargo that ends before it begins, and while it does
    not say who, where, when and whom to ask.
    """
    held, now = lock_release(release), timezone.now()
    if held.state != State.DRAFT:
        raise PressError(_("Ta informacja jest już wypuszczona albo wycofana."))
    if at and at < now:
        raise PressError(_("Ten moment już minął. Wybierz późniejszy."), field="goes_at")
    goes_at = at or now
    if embargo_until and embargo_until <= goes_at:
        words = _("Embargo kończy się, zanim się zacznie. Wybierz późniejszy moment.")
        raise PressError(words, field="embargo_until")
    _check_is_complete(held)
    held.state, held.goes_at, held.embargo_until = State.RELEASED, goes_at, embargo_until
    held.released_by = actor
    held.save(update_fields=["state", "goes_at", "embargo_until", "released_by"])
    # Both verbs stand whole: a test reads them from the source.
    if at:
        audit.record("release.planned", actor=actor, target=held)
    else:
        audit.record("release.released", actor=actor, target=held)
    dispatches.address(held, contacts, actor=actor)
    return held


@transaction.atomic
def send_more(release: Release, contacts: Iterable[PressContact], *, actor: User) -> int:
    """Send a release to more contacts; who was written to gets it no second time. Return how many.

    Raises PressError for a draft and for what is withdrawn.
    """
    held = lock_release(release)
    if held.state != State.RELEASED:
        raise PressError(_("Najpierw wypuść tę informację."))
    return dispatches.address(held, contacts, actor=actor)


@transaction.atomic
def stop_release(release: Release, *, actor: audit.Actor) -> Release:
    """Make a draft again of what has not left yet; raises PressError when it has."""
    held = lock_release(release)
    # At its very moment a worker may be sending it: then it left, whatever the clock said here.
    if not held.is_planned or not dispatches.forget_plan(held):
        raise PressError(_("Ta informacja nie jest zaplanowana albo już wyszła."))
    held.state, held.goes_at, held.embargo_until, held.released_by = State.DRAFT, None, None, None
    held.save(update_fields=["state", "goes_at", "embargo_until", "released_by"])
    audit.record("release.unplanned", actor=actor, target=held)
    return held


@transaction.atomic
def end_embargo(release: Release, *, actor: audit.Actor) -> Release:
    """Let everybody read and publish it from now on; who waited for the end gets it now.

    Raises PressError when it is under none.
    """
    held, now = lock_release(release), timezone.now()
    if not held.is_out or not held.is_under_embargo:
        raise PressError(_("Ta informacja nie jest teraz pod embargiem."))
    held.embargo_until = None
    held.save(update_fields=["embargo_until"])
    held.dispatches.due(now=datetime.max.replace(tzinfo=now.tzinfo)).update(due_at=now)
    audit.record("release.embargo_ended", actor=actor, target=held)
    dispatches.send_due(release=held, actor=actor)
    return held


@transaction.atomic
def withdraw_release(release: Release, *, why: str, actor: audit.Actor) -> Release:
    """Take a release back: its page says why, and whoever got it is asked not to use it.

    Raises PressError for what has not left, and without words.
    """
    held = lock_release(release)
    if not held.is_out:
        raise PressError(_("Wycofać można tylko to, co już wyszło."))
    if not why.strip():
        raise PressError(_("Napisz, dlaczego: to przeczytają redakcje."), field="why")
    held.state, held.withdrawn_at, held.withdrawn_why = State.WITHDRAWN, timezone.now(), why.strip()
    held.save(update_fields=["state", "withdrawn_at", "withdrawn_why"])
    audit.record("release.withdrawn", actor=actor, target=held)
    dispatches.take_back(held, actor=actor)
    return held


@transaction.atomic
def delete_draft(release: Release, *, actor: audit.Actor) -> None:
    """Throw a draft away; raises PressError for what left, which can only be withdrawn."""
    held = lock_release(release)
    if held.state != State.DRAFT:
        raise PressError(_("Usunąć można tylko szkic. To, co wyszło, można wycofać."))
    audit.record("release.deleted", actor=actor, target=held)
    held.delete()


def _corrected(release: Release, held: Release, *, words: str, actor: User) -> Release:
    if not words:
        told = _("Ta informacja już wyszła. Napisz, co w niej było nie tak: wyślemy sprostowanie.")
        raise PressError(told, field="correction")
    release.goes_at, release.embargo_until = held.goes_at, held.embargo_until
    release.correction, release.corrected_at = words, timezone.now()
    release.corrections = held.corrections + 1
    release.save(update_fields=[*RELEASE_FIELDS, "correction", "corrected_at", "corrections"])
    audit.record("release.corrected", actor=actor, target=release)
    dispatches.correct(release, actor=actor)
    return release


def lock_release(release: Release) -> Release:
    """Return a release as it is now, locked: what is done with it comes one after another."""
    rows = Release.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("pal").get(pk=release.pk)


def _check_is_not_withdrawn(release: Release) -> None:
    if release.state == State.WITHDRAWN:
        raise PressError(_("Ta informacja jest wycofana. Napisz nową."))


def _check_words(release: Release) -> None:
    if release.quotation and not release.quoted:
        raise PressError(_("Napisz, kto to powiedział."), field="quoted")
    wrong = unsafe_links(release.body)
    if wrong:
        words = _("Adres linku zacznij od https:// – tak nie zadziała: %(wrong)s")
        raise PressError(words % {"wrong": wrong[0]}, field="body")


def _check_is_complete(release: Release) -> None:
    """Refuse what a newsroom would have to call about: who, where, when, whom to ask."""
    missing = {
        "who": _("kto"),
        "place": _("gdzie"),
        "occasion": _("kiedy"),
    }
    named = [label for name, label in missing.items() if not getattr(release, name).strip()]
    if named:
        words = _("Zanim wyjdzie, dopisz: %(missing)s.") % {"missing": ", ".join(named)}
        raise PressError(words)
    if not (release.contact_phone or release.contact_email):
        raise PressError(_("Podaj telefon albo e-mail osoby, która odpowie na pytania."))
    if release.quotation and not release.is_quotation_agreed:
        raise PressError(_("Osoba cytowana musi najpierw zgodzić się na swoją wypowiedź."))
