"""The declaration and what PALs tell of their access, written; barriers taken in and answered."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from podworko.accounts.public import May, holders_of
from podworko.audit import public as audit
from podworko.core import sealed, times
from podworko.core.errors import DomainError
from podworko.core.http import absolute
from podworko.core.text import squeeze
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.messages import public as messages
from podworko.network.public import Pal
from podworko.people.public import Channel
from podworko.privacy import clocks
from podworko.privacy.models import AccessRequest, AccessStatement, PalAccess
from podworko.privacy.models.accessibility import ACCESS_SOON

__all__ = [
    "PAL_FIELDS",
    "STATEMENT_FIELDS",
    "AccessError",
    "Barrier",
    "answer",
    "extend",
    "remind",
    "save_pal_access",
    "save_statement",
    "status_url",
    "take",
]  # fmt: skip
SALT = "podworko.privacy.access"
STATEMENT_FIELDS = (
    "body", "conformity", "not_conforming", "burden", "exempt", "shortcuts", "site_published_on",
    "site_changed_on", "prepared_on", "reviewed_on", "method", "auditor", "contact", "email",
    "phone", "interpreter",
)  # fmt: skip
PAL_FIELDS = (
    "easy_text", "easy_tested", "sign_video", "sign_words", "layout", "evacuation", "talking",
    "checked_on",
)  # fmt: skip


class AccessError(DomainError):
    """A rule of accessibility said no."""

    code = "access"


@dataclass(frozen=True, slots=True)
class Barrier:
    """What keeps somebody out and how they are answered, already parsed."""

    kind: str
    barrier: str
    name: str
    pal: Pal | None = None
    where: str = ""
    wish: str = ""
    email: str = ""
    phone: str = ""
    language: str = "pl"


@transaction.atomic
def save_statement(
    draft: AccessStatement, *, seen_version: str, actor: audit.Actor
) -> AccessStatement:
    """Store a new edition of the declaration; those before stay as they were.

    Raises ChangedMeanwhileError when the newest is another than was seen, and AccessError for a
    declaration that contradicts itself; then nothing is stored.
    """
    newest = AccessStatement.objects.select_for_update(no_key=True).first()
    _unchanged(newest, STATEMENT_FIELDS, seen_version)
    _check(draft)
    draft.pk, draft.number = None, (newest.number if newest else 0) + 1
    draft.save(force_insert=True)
    audit.record("access.declared", actor=actor, target=draft, number=draft.number)
    return draft


@transaction.atomic
def save_pal_access(told: PalAccess, *, seen_version: str, actor: audit.Actor) -> PalAccess:
    """Store what a PAL tells of its access.

    Raises ChangedMeanwhileError when somebody stored it since, and AccessError for a film without
    words about it: who does not see it must know what it says.
    """
    Pal.objects.select_for_update(no_key=True).get(pk=told.pal_id)
    _unchanged(PalAccess.objects.filter(pal=told.pal_id).first(), PAL_FIELDS, seen_version)
    if told.sign_video and not told.sign_words.strip():
        raise AccessError(_("Napisz, o czym jest film."), field="sign_words")
    told.save()
    audit.record("access.pal_told", actor=actor, target=told.pal)
    return told


@transaction.atomic
def take(
    barrier: Barrier, *, channel: Channel, received_on: date, actor: audit.Actor
) -> AccessRequest:
    """Enter what keeps somebody out, with the day by which it must go, and confirm that it came.

    Raises AccessError for a day to come.
    """
    if received_on > times.today():
        raise AccessError(_("Ten dzień dopiero będzie."), field="received_on")
    made = AccessRequest.objects.create(
        kind=barrier.kind,
        pal=barrier.pal,
        where=squeeze(barrier.where),
        barrier=barrier.barrier.strip(),
        wish=barrier.wish.strip(),
        name=squeeze(barrier.name),
        email=barrier.email,
        phone=barrier.phone,
        language=barrier.language,
        channel=channel,
        received_on=received_on,
        due_on=clocks.access_due_on(barrier.kind, received_on),
    )
    audit.record("access.asked", actor=actor, target=made, kind=barrier.kind, channel=channel)
    _tell(made, "taken")
    return made


@transaction.atomic
def extend(request: AccessRequest, *, until: date, why: str, actor: audit.Actor) -> AccessRequest:
    """Promise a later day, two months from the request at most, and tell the person why.

    Raises AccessError after the first time ran out, for a day out of these bounds, and without a
    reason: the person reads it.
    """
    held = _open(request)
    if held.days_left < 0:
        raise AccessError(_("Termin już minął. Odpowiedz jak najszybciej."), field="until")
    if not held.due_on < until <= held.latest_on:
        last = date_format(held.latest_on, "j E Y")
        told = _("Nowy termin: po dotychczasowym i najpóźniej %(last)s.") % {"last": last}
        raise AccessError(told, field="until")
    if not why.strip():
        raise AccessError(_("Napisz, dlaczego: ta osoba to przeczyta."), field="why")
    held.due_on, held.extended_why, held.reminded_on = until, why.strip(), None
    held.save(update_fields=["due_on", "extended_why", "reminded_on"])
    audit.record("access.extended", actor=actor, target=held)
    _tell(held, "extended", words=held.extended_why)
    return held


@transaction.atomic
def answer(
    request: AccessRequest, *, outcome: str, words: str, actor: audit.Actor
) -> AccessRequest:
    """Tell the person what was done; how to complain stands under it, whatever it was.

    Raises AccessError without words, and for what was answered before.
    """
    held = _open(request)
    if not words.strip():
        raise AccessError(_("Napisz odpowiedź: ta osoba ją przeczyta."), field="words")
    held.outcome, held.answer, held.answered_at = outcome, words.strip(), timezone.now()
    held.save(update_fields=["outcome", "answer", "answered_at"])
    audit.record("access.answered", actor=actor, target=held, outcome=str(outcome))
    _tell(held, "answered", words=held.answer)
    return held


@transaction.atomic
def remind(*, actor: audit.Actor) -> int:
    """Write, once, to whoever answers for access of what ends in two days; return of how many."""
    del actor  # what was written stands in the outbox
    people = holders_of(May.RUN_ACCESS, pal_ids=())
    due = AccessRequest.objects.waiting().filter(
        due_on__lte=times.today() + timedelta(days=ACCESS_SOON), reminded_on=None
    )
    rows = list(due.select_for_update(no_key=True)) if people else []
    for row in rows:
        for person in people:
            messages.send(
                "privacy/access_near",
                to=messages.Recipient(person.name, email=person.email, language="pl"),
                context={
                    "until": date_format(row.due_on, "j E Y"),
                    "url": absolute("pl", "privacy:desk_barrier", row.public_id),
                },
                about=row,
                once=f"privacy:access_near:{row.public_id}:{person.pk}:{row.due_on}",
            )
        row.reminded_on = times.today()
        row.save(update_fields=["reminded_on"])
    return len(rows)


def status_url(request: AccessRequest) -> str:
    """Return where the person sees what became of it; whoever holds the address reads it."""
    token = sealed.seal(request.public_id, salt=SALT)
    return absolute(request.language, "privacy:barrier", token)


def _tell(request: AccessRequest, what: str, *, words: str = "") -> None:
    if not (request.email or request.phone):
        return
    to = messages.Recipient(
        request.name, email=request.email, phone=request.phone, language=request.language
    )
    with override(request.language):
        until = date_format(request.due_on, "j E Y")
    messages.send(
        f"privacy/access_{what}",
        to=to,
        context={"until": until, "words": words, "url": status_url(request)},
        about=request,
        once=f"privacy:access_{what}:{request.public_id}:{request.due_on}",
    )


def _open(request: AccessRequest) -> AccessRequest:
    held = AccessRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    if held.answered_at:
        raise AccessError(_("Na ten wniosek już odpowiedziano."))
    return held


def _unchanged(
    row: AccessStatement | PalAccess | None, fields: tuple[str, ...], seen_version: str
) -> None:
    if row is not None and version_of(row, fields) != seen_version:
        raise ChangedMeanwhileError


def _check(draft: AccessStatement) -> None:
    """Raise AccessError for what contradicts itself, at the field where it can be mended."""
    lacks = bool(draft.not_conforming.strip() or draft.burden.strip())
    is_full = draft.conformity == AccessStatement.Conformity.FULL
    is_audited = draft.method == AccessStatement.Method.AUDIT
    looked_at = draft.looked_at_on
    wrong = (
        (is_full and lacks, "conformity", _("Strona zgodna nie ma niedostępnych treści.")),
        (not is_full and not lacks, "not_conforming", _("Napisz, co jest niedostępne.")),
        (is_audited and not draft.auditor.strip(), "auditor", _("Napisz, kto badał stronę.")),
        (
            draft.site_changed_on < draft.site_published_on,
            "site_changed_on",
            _("Zmiana nie mogła być przed publikacją."),
        ),
        (
            draft.site_changed_on > times.today(),
            "site_changed_on",
            _("Ten dzień dopiero będzie."),
        ),
        (
            looked_at < draft.prepared_on,
            "reviewed_on",
            _("Przegląd nie mógł być przed sporządzeniem."),
        ),
        (looked_at > times.today(), "reviewed_on", _("Ten dzień dopiero będzie.")),
    )
    for is_wrong, field, words in wrong:
        if is_wrong:
            raise AccessError(words, field=field)
