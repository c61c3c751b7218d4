"""Preparing a hearing, its document and meetings, opening and ending it.

Locks: the hearing, then its voices by key, then what hangs on them.
"""

import re
from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.activities.public import Session
from podworko.audit import public as audit
from podworko.core import codes
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.debates import say_notices, say_who
from podworko.debates.models import CodeCard, Hearing, HearingEvent, Paragraph, Voice
from podworko.debates.models.say import LIVE

__all__ = [
    "HEARING_FIELDS",
    "MOST_CARDS",
    "SayError",
    "add_event",
    "announce_hearing",
    "call_off_hearing",
    "close_due_hearings",
    "close_hearing",
    "make_cards",
    "prepare_hearing",
    "remove_event",
    "save_hearing",
    "write_document",
]

HEARING_FIELDS = (
    "pal",
    "title",
    "about",
    "who_decides",
    "rules",
    "opens_at",
    "closes_at",
    "answer_by",
    "has_map",
    "has_debate",
    "need",
    "goal",
)
PROMISED = ("pal", "title", "who_decides", "rules", "opens_at", "has_map", "has_debate")
"""What residents were told when it was announced, and does not change any more."""
MOST_CARDS = 300
MOST_PARAGRAPHS = 400
MOST_IN_PARAGRAPH = 20_000
_EMPTY_LINES = re.compile(r"\n\s*\n")


class SayError(DomainError):
    """A rule of public consultations says no."""

    code = "say"


@transaction.atomic
def prepare_hearing(hearing: Hearing, *, document: str = "", actor: audit.Actor) -> Hearing:
    """Store a new hearing with its document, if it has one; residents see nothing yet."""
    _check_times(hearing)
    hearing.save()
    if document.strip():
        _write(hearing, document)
    audit.record("hearing.prepared", actor=actor, target=hearing)
    return hearing


@transaction.atomic
def save_hearing(hearing: Hearing, *, actor: audit.Actor, seen_version: str) -> None:
    """Store what was changed of a hearing.

    Raises ChangedMeanwhileError, and stores nothing, when it is not `seen_version` any more, and
    SayError when something that residents were promised would change, or it is over.
    """
    stored = locked_hearing(hearing)
    if version_of(stored, HEARING_FIELDS) != seen_version:
        raise ChangedMeanwhileError
    if stored.state != Hearing.State.PREPARED:
        _check_promises(stored, hearing)
    _check_times(hearing)
    hearing.save(update_fields=HEARING_FIELDS)
    audit.record("hearing.changed", actor=actor, target=hearing)


@transaction.atomic
def write_document(hearing: Hearing, *, text: str, actor: audit.Actor) -> int:
    """Store a new version of the document, split at empty lines; return its number.

    What was said of the former stays with it. Raises SayError without words, and once the time
    to speak is over. The same text again is no new version.
    """
    row = locked_hearing(hearing)
    if row.is_over:
        raise SayError(_("Czas na głosy minął, więc dokument się nie zmienia."))
    if not text.strip():
        raise SayError(_("Wpisz albo wklej tekst dokumentu."), field="text")
    if split_paragraphs(text) == _paragraphs_now(row):
        return row.document_version
    _write(row, text)
    audit.record("hearing.document_written", actor=actor, target=row, version=row.document_version)
    return row.document_version


@transaction.atomic
def add_event(hearing: Hearing, *, session: Session, actor: audit.Actor) -> HearingEvent:
    """Name a meeting of the programme where it is talked over. Raises SayError for one twice."""
    row = locked_hearing(hearing)
    try:
        with transaction.atomic():
            event = HearingEvent.objects.create(hearing=row, session=session)
    except IntegrityError as error:
        raise SayError(_("To spotkanie już tu jest."), field="session") from error
    audit.record("hearing.event_added", actor=actor, target=row)
    return event


@transaction.atomic
def remove_event(event: HearingEvent, *, actor: audit.Actor) -> None:
    """Take a meeting off; it stays in the programme."""
    row = locked_hearing(event.hearing)
    event.delete()
    audit.record("hearing.event_removed", actor=actor, target=row)


@transaction.atomic
def announce_hearing(hearing: Hearing, *, actor: audit.Actor) -> None:
    """Let residents read it, and speak once its time comes.

    Raises SayError when there is nothing to speak of, or its time is over.
    """
    row = locked_hearing(hearing)
    if row.state != Hearing.State.PREPARED:
        raise SayError(_("Te konsultacje są już ogłoszone."))
    if row.closes_at <= timezone.now():
        raise SayError(_("Czas na te konsultacje już minął. Popraw daty."))
    if not (row.has_map or row.has_debate or row.document_version):
        raise SayError(_("Dodaj dokument, mapę albo rozmowę: inaczej nie ma na co odpowiadać."))
    _become(row, Hearing.State.OPEN)
    audit.record("hearing.announced", actor=actor, target=row)


@transaction.atomic
def close_hearing(hearing: Hearing, *, actor: audit.Actor) -> None:
    """Begin to weigh what was said. Raises SayError before the time is over."""
    row = locked_hearing(hearing)
    if row.state != Hearing.State.OPEN or timezone.now() < row.closes_at:
        raise SayError(_("Czas na głosy jeszcze trwa."))
    _close(row, actor=actor)


@transaction.atomic
def close_due_hearings(*, actor: audit.Actor, now: datetime | None = None) -> int:
    """Begin to weigh every hearing whose time is over; return how many."""
    due = Hearing.objects.due(now or timezone.now()).order_by("pk")
    rows = list(due.select_for_update(no_key=True, of=("self",)))
    for row in rows:
        _close(row, actor=actor)
    return len(rows)


@transaction.atomic
def call_off_hearing(hearing: Hearing, *, words: str, actor: audit.Actor) -> None:
    """End a hearing without an answer, saying why, also to each who spoke and left a contact.

    Raises SayError without words, or when it is over.
    """
    row = locked_hearing(hearing)
    if row.state not in LIVE:
        raise SayError(_("Tych konsultacji nie można odwołać."))
    if not words.strip():
        raise SayError(_("Napisz, dlaczego. Przeczytają to mieszkańcy."), field="words")
    row.state, row.called_off_why = Hearing.State.CALLED_OFF, words.strip()[:500]
    row.ended_at = timezone.now()
    row.save(update_fields=["state", "called_off_why", "ended_at"])
    said = row.voices.checked().exclude(state=Voice.State.WITHDRAWN).order_by("pk")
    say_notices.tell_called_off(row, said)
    audit.record("hearing.called_off", actor=actor, target=row)


@transaction.atomic
def make_cards(hearing: Hearing, *, cards: int, actor: audit.Actor) -> list[str]:
    """Return codes for so many cards; only their digests are kept, so that is the only time.

    Raises SayError before it is announced, once its time is over, and for too many.
    """
    row = locked_hearing(hearing)
    if row.state != Hearing.State.OPEN or row.is_over:
        raise SayError(_("Kartki z kodem drukuje się po ogłoszeniu, a przed końcem."))
    if not 0 < cards <= MOST_CARDS:
        raise SayError(
            _("Jednorazowo od 1 do %(most)s kartek.") % {"most": MOST_CARDS}, field="cards"
        )
    drawn = [codes.drawn_long() for _card in range(cards)]
    CodeCard.objects.bulk_create(
        CodeCard(hearing=row, key=say_who.code_keys(code)[0]) for code in drawn
    )
    audit.record("hearing.cards_printed", actor=actor, target=row, codes=cards)
    return drawn


def locked_hearing(hearing: Hearing) -> Hearing:
    """Return the hearing as it is stored, kept for this transaction; the first lock of each."""
    return Hearing.objects.select_for_update(no_key=True, of=("self",)).get(pk=hearing.pk)


def split_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text: what stands between empty lines."""
    parts = _EMPTY_LINES.split(text.replace("\r\n", "\n").replace("\r", "\n"))
    return [part.strip() for part in parts if part.strip()]


def _write(hearing: Hearing, text: str) -> None:
    parts = split_paragraphs(text)
    if len(parts) > MOST_PARAGRAPHS:
        raise SayError(
            _("To więcej niż %(most)s akapitów. Podziel dokument na części.")
            % {"most": MOST_PARAGRAPHS},
            field="text",
        )
    if any(len(part) > MOST_IN_PARAGRAPH for part in parts):
        raise SayError(
            _("Akapit ma ponad %(most)s znaków. Rozdziel go pustą linią.")
            % {"most": MOST_IN_PARAGRAPH},
            field="text",
        )
    hearing.document_version += 1
    hearing.save(update_fields=["document_version"])
    Paragraph.objects.bulk_create(_paragraphs(hearing, parts))


def _paragraphs(hearing: Hearing, parts: Iterable[str]) -> Iterable[Paragraph]:
    for number, words in enumerate(parts, start=1):
        yield Paragraph(
            hearing=hearing, version=hearing.document_version, number=number, words=words
        )


def _paragraphs_now(hearing: Hearing) -> list[str]:
    rows = hearing.paragraphs.filter(version=hearing.document_version)
    return list(rows.values_list("words", flat=True))


def _close(row: Hearing, *, actor: audit.Actor) -> None:
    _become(row, Hearing.State.WEIGHING)
    audit.record("hearing.closed", actor=actor, target=row)


def _become(row: Hearing, state: Hearing.State) -> None:
    row.state = state
    row.save(update_fields=["state"])


def _check_times(hearing: Hearing) -> None:
    # By the clock of the world: in the night an hour comes twice, wall clocks say nothing.
    if hearing.closes_at.timestamp() <= hearing.opens_at.timestamp():
        raise SayError(
            _("Konsultacje muszą się kończyć później, niż zaczynają."), field="closes_at"
        )
    if hearing.answer_by < timezone.localtime(hearing.closes_at).date():
        raise SayError(_("Odpowiedź nie może być przed końcem konsultacji."), field="answer_by")


def _check_promises(stored: Hearing, changed: Hearing) -> None:
    if stored.state not in LIVE:
        raise SayError(_("Te konsultacje są zakończone, więc nic się w nich nie zmienia."))
    broken = [name for name in PROMISED if getattr(stored, name) != getattr(changed, name)]
    if broken:
        raise SayError(_("To już ogłoszone mieszkańcom, więc się nie zmienia."), field=broken[0])
    if stored.state == Hearing.State.WEIGHING and changed.closes_at != stored.closes_at:
        raise SayError(_("Czas na głosy minął i już się nie zmienia."), field="closes_at")
    if changed.closes_at < stored.closes_at or changed.answer_by > stored.answer_by:
        raise SayError(
            _("Możesz dać więcej czasu na głosy albo odpowiedzieć wcześniej, nie odwrotnie.")
        )
