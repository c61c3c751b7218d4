"""What people say, by whichever way: typed, checked, shown, hidden, agreed with.

Locks: the hearing, then the voice, then an agreement.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import codes
from podworko.core.geo import Point
from podworko.core.text import squeeze
from podworko.debates import say_notices, say_who
from podworko.debates.models import Agreement, CodeCard, Hearing, Paragraph, Voice
from podworko.debates.models.say import LIVE
from podworko.debates.models.say_voices import MOST_WORDS, VoiceQuerySet
from podworko.debates.operations.say import SayError, locked_hearing
from podworko.debates.roll import Contact

__all__ = [
    "Author",
    "Said",
    "Sheet",
    "agree",
    "check_agreement",
    "check_voice",
    "note_refused_voice",
    "say",
    "type_sheets",
    "type_voice",
    "withdraw_voice",
]

BLUR = 0.0005
"""Degrees a place is rounded to: some 50 metres, so that no door is pointed at."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said, and of what: a paragraph, a place, or in the debate (maybe to a voice)."""

    words: str
    about: Voice.About = Voice.About.DEBATE
    paragraph: Paragraph | None = None
    parent: Voice | None = None
    where: str = ""
    point: Point | None = None
    attachment: File[Any] | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """Who says it: a name to show if they like, and one way to be answered, or a card's code."""

    first_name: str = ""
    contact: Contact = field(default_factory=Contact)
    letter_to: str = ""
    code: str = ""
    language: str = "pl"

    @property
    def has_contact(self) -> bool:
        return bool(self.contact.email or self.contact.phone)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of paper: its number, what is written on it, and by whom."""

    number: str
    said: Said
    author: Author


@transaction.atomic
def say(
    hearing: Hearing, *, said: Said, author: Author, is_crowded: bool, actor: audit.Actor
) -> Voice:
    """Take a voice from the web; it waits for its link to be opened, or for a card's code.

    The same words of the same person about the same thing are one voice. Raises SayError outside
    the time of the hearing, for parts it has not, without a contact, and for a code of no card.
    """
    row = locked_hearing(hearing)
    if not row.takes_voices:
        raise SayError(_("Te konsultacje nie przyjmują teraz głosów."))
    keys = _keys_of(row, author)
    if is_crowded:
        Hearing.objects.filter(pk=row.pk).update(crowded=F("crowded") + 1)
    voice = _same(row, said, keys).first() or _made(row, said, author, who=keys[0])
    if author.code:
        voice.checked_at = voice.checked_at or timezone.now()
        voice.save(update_fields=["checked_at"])
    elif voice.checked_at is None:
        say_notices.ask_to_check(voice)
    audit.record("voice.said", actor=actor, target=row, channel=Voice.Way.WEB.value)
    return voice


@transaction.atomic
def note_refused_voice(hearing: Hearing, *, actor: audit.Actor) -> None:
    """Count that a voice was not taken, because too many came from one address."""
    row = locked_hearing(hearing)
    Hearing.objects.filter(pk=row.pk).update(refused=F("refused") + 1)
    audit.record("voice.refused", actor=actor, target=row)


@transaction.atomic
def type_voice(
    hearing: Hearing, *, said: Said, author: Author, way: Voice.Way, actor: audit.Actor
) -> tuple[Voice, str]:
    """Write down what somebody said to the team; return it, and a code for whoever has no contact.

    The code is kept nowhere, so that is the only time it is told. Raises SayError before the
    hearing began and once it is told, and for parts it has not.
    """
    row = _for_paper(hearing)
    keys = say_who.contact_keys(row, author.contact) if author.has_contact else []
    _check_new(row, said, keys)
    voice = _made(row, said, author, who=keys[0] if keys else "", way=way, is_checked=True)
    code = "" if author.has_contact or author.letter_to else codes.drawn_long()
    if code:
        voice.code_key = say_who.code_keys(code)[0]
        voice.save(update_fields=["code_key"])
    audit.record("voice.typed", actor=actor, target=row, channel=way.value)
    return voice, code


@transaction.atomic
def type_sheets(hearing: Hearing, *, sheets: Sequence[Sheet], actor: audit.Actor) -> int:
    """Write down numbered sheets, all of them or none; return how many.

    Raises SayError that names the sheet which is there already, or has a part that is not.
    """
    row = _for_paper(hearing)
    for sheet in sheets:
        try:
            with transaction.atomic():
                _typed_sheet(row, sheet)
        except IntegrityError as error:
            message = _("Kartka %(number)s jest już wpisana.") % {"number": sheet.number}
            raise SayError(message, field="sheets") from error
        except SayError as error:
            words = {"number": sheet.number, "wrong": error.message}
            raise SayError(_("Kartka %(number)s: %(wrong)s") % words, field="sheets") from error
    audit.record(
        "voice.sheets_typed",
        actor=actor,
        target=row,
        channel=Voice.Way.PAPER.value,
        sheets=len(sheets),
    )
    return len(sheets)


@transaction.atomic
def check_voice(voice: Voice, *, actor: audit.Actor) -> None:
    """Note that whoever got the link stands behind the voice. Doing so twice is doing so once.

    Raises SayError once the hearing is over for good.
    """
    row = locked_voice(voice)
    if row.checked_at:
        return
    if row.hearing.state not in LIVE:
        raise SayError(_("Te konsultacje są już zakończone."))
    row.checked_at = timezone.now()
    row.save(update_fields=["checked_at"])
    audit.record("voice.checked", actor=actor, target=row)


@transaction.atomic
def withdraw_voice(voice: Voice, *, actor: audit.Actor) -> None:
    """Take back one's words before they are answered; nothing of them stays.

    Raises SayError once they are answered, and after the hearing.
    """
    row = locked_voice(voice)
    if row.state == Voice.State.WITHDRAWN:
        return
    if row.outcome or row.hearing.state not in LIVE:
        raise SayError(_("Na ten głos jest już odpowiedź, więc go nie wycofasz."))
    forget_file(row)
    if row.has_contact:
        row.who = ""
    row.state, row.words, row.words_key = Voice.State.WITHDRAWN, "", ""
    row.where, row.lat, row.lon, row.first_name = "", None, None, ""
    row.email, row.phone, row.letter_to = "", "", ""
    row.appeal, row.appeal_by, row.appeal_answer, row.rule_words = "", None, "", ""
    row.save()
    audit.record("voice.withdrawn", actor=actor, target=row)


@transaction.atomic
def agree(voice: Voice, *, author: Author, is_crowded: bool, actor: audit.Actor) -> None:
    """Note that somebody thinks the same: once for a contact that is checked, or for a card.

    Whoever asks does not learn whether the contact said so before. Raises SayError outside the
    time of the hearing, for a voice that is not shown, and for a code of no card.
    """
    row = locked_voice(voice)
    if not row.hearing.takes_voices or row.state != Voice.State.SHOWN:
        raise SayError(_("Ten głos nie zbiera teraz poparcia."))
    keys = _keys_of(row.hearing, author)
    if is_crowded:
        Hearing.objects.filter(pk=row.hearing_id).update(crowded=F("crowded") + 1)
    agreement = _agreement_of(row, keys)
    if author.code:
        _count(agreement, actor=actor)
    elif agreement.checked_at is None:
        say_notices.ask_to_agree(agreement, author.contact, language=author.language)
    audit.record("voice.agreement_asked", actor=actor, target=row.hearing)


@transaction.atomic
def check_agreement(agreement: Agreement, *, actor: audit.Actor) -> None:
    """Count somebody who thinks the same. Doing so twice is doing so once.

    Raises SayError outside the time of the hearing, for a voice that is not shown any more, and to
    the author of the voice itself.
    """
    voice = locked_voice(agreement.voice)
    if not voice.hearing.takes_voices:
        raise SayError(_("Te konsultacje nie przyjmują teraz głosów."))
    if voice.state != Voice.State.SHOWN:
        raise SayError(_("Ten głos nie zbiera teraz poparcia."))
    _count(_stored_agreement(agreement), actor=actor)


def locked_voice(voice: Voice) -> Voice:
    """Return a voice as it is stored, its hearing locked before it.

    Raises SayError for one that was deleted meanwhile, as nobody stood behind it.
    """
    hearing = locked_hearing(voice.hearing)
    row = Voice.objects.select_for_update(no_key=True, of=("self",)).filter(pk=voice.pk).first()
    if row is None:
        raise SayError(_("Tego głosu już nie ma: link był za stary. Powiedz to jeszcze raz."))
    row.hearing = hearing
    return row


def forget_file(voice: Voice) -> None:
    """Take the file off a voice; it leaves the disk after the commit."""
    if voice.attachment:
        storage, name = voice.attachment.storage, str(voice.attachment.name)
        transaction.on_commit(lambda: storage.delete(name))
        voice.attachment = ""


def rounded(point: Point) -> Point:
    """Return the middle of the square of some 50 metres in which a place lies."""
    return Point(round(round(point.lat / BLUR) * BLUR, 5), round(round(point.lon / BLUR) * BLUR, 5))


def _count(agreement: Agreement, *, actor: audit.Actor) -> None:
    if agreement.checked_at:
        return
    if agreement.who == agreement.voice.who:
        raise SayError(_("To Twój głos, więc jest już policzony."))
    agreement.checked_at = timezone.now()
    agreement.save(update_fields=["checked_at"])
    audit.record("voice.agreed", actor=actor, target=agreement.voice)


def _stored_agreement(agreement: Agreement) -> Agreement:
    return Agreement.objects.select_related("voice").get(pk=agreement.pk)


def _agreement_of(voice: Voice, keys: list[str]) -> Agreement:
    held = Agreement.objects.select_related("voice").filter(voice=voice, who__in=keys).first()
    return held or Agreement.objects.create(voice=voice, who=keys[0])


def _keys_of(hearing: Hearing, author: Author) -> list[str]:
    """Return what may stand for who speaks on the web; raise SayError for nobody."""
    if author.code:
        keys = say_who.code_keys(author.code)
        if not CodeCard.objects.filter(hearing=hearing, key__in=keys).exists():
            message = _("Nie znamy takiego kodu. Sprawdź litery na kartce albo zadzwoń do PAL.")
            raise SayError(message, field="contact")
        return keys
    if not author.has_contact:
        raise SayError(_("Podaj e-mail, numer komórki albo kod z kartki."), field="contact")
    return say_who.contact_keys(hearing, author.contact)


def _same(hearing: Hearing, said: Said, keys: Iterable[str]) -> VoiceQuerySet:
    """Return what the same person said the same of the same thing, checked ones first."""
    point = rounded(said.point) if said.point else None
    rows = hearing.voices.filter(
        who__in=list(keys),
        words_key=say_who.words_key(said.words),
        about=said.about,
        paragraph=said.paragraph,
        parent=said.parent,
        lat=point.lat if point else None,
        lon=point.lon if point else None,
    )
    rows = rows.exclude(state=Voice.State.WITHDRAWN)
    return rows.order_by(F("checked_at").asc(nulls_last=True), "pk")


def _check_new(hearing: Hearing, said: Said, keys: Iterable[str]) -> None:
    # What waits for its link and is gone in two weeks keeps nobody from saying it to the team.
    if _same(hearing, said, keys).checked().exists():
        raise SayError(_("Ta osoba powiedziała już to samo i ten głos tu jest."), field="words")


def _made(  # noqa: PLR0913 - one word per part of a voice
    hearing: Hearing,
    said: Said,
    author: Author,
    *,
    who: str,
    way: Voice.Way = Voice.Way.WEB,
    is_checked: bool = False,
    sheet: str = "",
) -> Voice:
    _check_part(hearing, said)
    point = rounded(said.point) if said.point else None
    return Voice.objects.create(
        hearing=hearing,
        about=said.about,
        paragraph=said.paragraph,
        parent=said.parent,
        where=squeeze(said.where)[:160],
        lat=point.lat if point else None,
        lon=point.lon if point else None,
        words=said.words.strip(),
        words_key=say_who.words_key(said.words),
        attachment=said.attachment or "",
        first_name=squeeze(author.first_name)[:60],
        email=author.contact.email,
        phone=author.contact.phone,
        letter_to=squeeze(author.letter_to)[:200],
        language=author.language,
        who=who,
        channel=way,
        sheet=sheet,
        checked_at=timezone.now() if is_checked else None,
    )


def _typed_sheet(hearing: Hearing, sheet: Sheet) -> None:
    author = sheet.author
    keys = say_who.contact_keys(hearing, author.contact) if author.has_contact else []
    _check_new(hearing, sheet.said, keys)
    _made(
        hearing,
        sheet.said,
        author,
        who=keys[0] if keys else "",
        way=Voice.Way.PAPER,
        is_checked=True,
        sheet=sheet.number[:20],
    )


def _check_part(hearing: Hearing, said: Said) -> None:
    if not said.words.strip():
        raise SayError(_("Napisz, co chcesz powiedzieć."), field="words")
    if len(said.words.strip()) > MOST_WORDS:
        message = _("To ponad %(most)s znaków. Podziel to na dwa głosy.") % {"most": MOST_WORDS}
        raise SayError(message, field="words")
    if not _has_part(hearing, said):
        raise SayError(_("W tych konsultacjach nie ma takiej części."), field="about")
    if said.parent and (said.parent.parent_id or said.parent.hearing_id != hearing.pk):
        raise SayError(_("Odpowiedzieć można na głos w rozmowie, nie na odpowiedź."))


def _has_part(hearing: Hearing, said: Said) -> bool:
    if said.about == Voice.About.PARAGRAPH:
        return said.paragraph is not None and said.paragraph.hearing_id == hearing.pk
    if said.about == Voice.About.IDEA:
        return hearing.has_map and said.point is not None
    return hearing.has_debate


def _for_paper(hearing: Hearing) -> Hearing:
    row = locked_hearing(hearing)
    if not row.takes_paper:
        raise SayError(_("Głosy wpisuje się od początku konsultacji do odpowiedzi."))
    return row
