"""Reading voices, hiding with a reason, a second look, answering each, telling everybody.

Locks: the hearing, then its voices by key.
"""

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.holds import may_go
from podworko.debates import say_notices
from podworko.debates.models import Agreement, Hearing, Voice
from podworko.debates.models.say import LIVE
from podworko.debates.models.say_voices import KEEP_DAYS
from podworko.debates.operations.say import SayError, locked_hearing
from podworko.debates.operations.say_voices import forget_file, locked_voice
from podworko.debates.queries.say_counts import people_of, sameness
from podworko.diagnosis.public import EvidenceData, Method, add_evidence

__all__ = [
    "answer_voices",
    "appeal",
    "decide_appeal",
    "erase_voices",
    "hide_voice",
    "show_voices",
    "tell_hearing",
]

UNCHECKED_DAYS = 14


@transaction.atomic
def show_voices(hearing: Hearing, *, voices: Collection[int], actor: audit.Actor) -> int:
    """Put these waiting voices, by their keys, on the page; return how many were waiting."""
    row = locked_hearing(hearing)
    rows = list(_locked(row.voices.waiting().filter(pk__in=voices)))
    now = timezone.now()
    for voice in rows:
        voice.state, voice.moderated_at = Voice.State.SHOWN, voice.moderated_at or now
        voice.save(update_fields=["state", "moderated_at"])
    audit.record("voice.shown", actor=actor, target=row, voices=len(rows))
    return len(rows)


@transaction.atomic
def hide_voice(voice: Voice, *, rule: Voice.Rule, words: str, actor: User) -> None:
    """Take a voice off the page by one of the rules; its author is told which, and may appeal.

    All that say the same of the same thing go with it: a text that many copied is one text. Raises
    SayError for one that is withdrawn, not checked or hidden already, and for one that another
    person put back after an appeal.
    """
    row = locked_voice(voice)
    if row.state not in (Voice.State.WAITING, Voice.State.SHOWN) or row.checked_at is None:
        raise SayError(_("Tego głosu nie można teraz ukryć."))
    if row.appeal_by_id:
        raise SayError(_("O tym głosie rozstrzygnięto już po odwołaniu."))
    for each in _in_the_same_words(row):
        each.state, each.rule, each.rule_words = Voice.State.HIDDEN, rule, words.strip()[:300]
        each.hidden_by, each.moderated_at = actor, each.moderated_at or timezone.now()
        each.save(update_fields=["state", "rule", "rule_words", "hidden_by", "moderated_at"])
        say_notices.tell_hidden(each)
        audit.record("voice.hidden", actor=actor, target=each, reason=rule.value)


@transaction.atomic
def appeal(voice: Voice, *, words: str, actor: audit.Actor) -> None:
    """Ask for another look at a hidden voice, once. Raises SayError without words, and again."""
    row = locked_voice(voice)
    if not row.may_appeal:
        raise SayError(_("Od tej decyzji już się nie odwołasz."))
    if not words.strip():
        raise SayError(_("Napisz, dlaczego ten głos powinien zostać."), field="words")
    row.appeal = words.strip()[:1000]
    row.save(update_fields=["appeal"])
    audit.record("voice.appealed", actor=actor, target=row)


@transaction.atomic
def decide_appeal(voice: Voice, *, is_shown: bool, words: str, actor: User) -> None:
    """Look at a hidden voice anew; its author reads what was decided and why.

    Raises SayError without words, for one that is decided, and to the person who hid it.
    """
    row = locked_voice(voice)
    if not row.appeal or row.appeal_by_id or row.state != Voice.State.HIDDEN:
        raise SayError(_("Tego odwołania nie ma albo ktoś inny już je rozstrzygnął."))
    if row.hidden_by_id == actor.pk:
        raise SayError(_("Odwołanie rozstrzyga inna osoba niż ta, która ukryła głos."))
    if not words.strip():
        raise SayError(_("Napisz, dlaczego. Przeczyta to autor głosu."), field="words")
    row.appeal_by, row.appeal_answer = actor, words.strip()[:500]
    row.state = Voice.State.SHOWN if is_shown else Voice.State.HIDDEN
    row.save(update_fields=["appeal_by", "appeal_answer", "state"])
    say_notices.tell_appeal(row)
    audit.record("voice.appeal_decided", actor=actor, target=row, state=row.state)


@transaction.atomic
def answer_voices(
    hearing: Hearing,
    *,
    voices: Collection[int],
    outcome: Voice.Outcome,
    words: str,
    actor: audit.Actor,
) -> int:
    """Say what was done with these shown voices and with those in the same words; return how many.

    Of a hearing that is told already each author is told at once, also of an answer that is
    corrected. Raises SayError without words
    or voices, and for a hearing that is called off.
    """
    row = locked_hearing(hearing)
    if row.state not in (*LIVE, Hearing.State.TOLD):
        raise SayError(_("W tych konsultacjach nie ma na co odpowiadać."))
    if not words.strip():
        raise SayError(_("Napisz, co z tym głosem zrobiliście i dlaczego."), field="words")
    rows = _with_copies(row, voices)
    if not rows:
        raise SayError(_("Zaznacz co najmniej jeden głos."), field="voices")
    said = (outcome, words.strip()[:2000])
    changed = [voice for voice in rows if (voice.outcome, voice.answer) != said]
    for voice in changed:
        voice.outcome, voice.answer = said
        voice.save(update_fields=["outcome", "answer"])
    _tell_late(row, changed)
    audit.record("voice.answered", actor=actor, target=row, outcome=outcome.value, voices=len(rows))
    return len(rows)


@transaction.atomic
def tell_hearing(hearing: Hearing, *, decided: str, actor: audit.Actor) -> int:
    """Tell residents what was decided, and each author what was done with their voice.

    Return how many are told by their own way. What was said becomes evidence of the need. Raises
    SayError before the time is over, without words, while a voice waits to be read or answered,
    and while an appeal waits: nobody's voice is left without an answer.
    """
    row = locked_hearing(hearing)
    if row.state != Hearing.State.WEIGHING:
        raise SayError(_("Odpowiada się po końcu konsultacji i tylko raz."))
    if not decided.strip():
        raise SayError(_("Napisz, co zrobiliście z głosami."), field="decided")
    _check_answered(row)
    row.state, row.decided, row.ended_at = Hearing.State.TOLD, decided.strip(), timezone.now()
    row.save(update_fields=["state", "decided", "ended_at"])
    audit.record("hearing.told", actor=actor, target=row)
    shown = list(row.voices.shown().order_by("pk"))
    _say_evidence(row, shown, actor=actor)
    return _tell(row, shown)


@transaction.atomic
def erase_voices(*, actor: audit.Actor, now: datetime | None = None) -> int:
    """Let go of names and contacts in hearings that ended 90 days ago; return in how many.

    Not while somebody still waits for an answer there. The same mark by chance stands for the
    same person, so that the counts stay what they were; codes of cards, which name nobody, go on
    opening what their holders said. Whole voices that nobody stood behind within two weeks go too.
    """
    moment = now or timezone.now()
    rows = list(
        _to_erase(moment - timedelta(days=KEEP_DAYS))
        .order_by("pk")
        .select_for_update(no_key=True, of=("self",))
    )
    done = [row for row in rows if _erase_authors(row, moment)]
    audit.record_many("voice.authors_erased", actor=actor, targets=done)
    _drop_unchecked(moment - timedelta(days=UNCHECKED_DAYS))
    return len(done)


def _to_erase(before: datetime) -> QuerySet[Hearing]:
    voices = Voice.objects.filter(hearing__state=Hearing.State.TOLD)
    waits = voices.appealed() | voices.shown().filter(outcome="")
    held = Hearing.objects.filter(ended_at__lt=before, erased_at=None)
    return held.exclude(pk__in=waits.values("hearing"))


def _erase_authors(hearing: Hearing, moment: datetime) -> bool:
    """Let go of who said what; tell whether anybody went.

    Whoever has a hold stays, and the hearing with its cards is looked at again until it ends.
    """
    going = may_go(hearing.voices.all())
    kept = set(hearing.voices.exclude(pk__in=going.values("pk")).values_list("who", flat=True))
    if kept and not going.exclude(first_name="", email="", phone="", letter_to="").exists():
        return False
    _mark_authors(hearing, {*kept, *hearing.cards.values_list("key", flat=True), ""})
    going.update(email="", phone="", letter_to="", first_name="")
    if not kept:
        hearing.cards.all().delete()
        hearing.erased_at = moment
        hearing.save(update_fields=["erased_at"])
    return True


def _mark_authors(hearing: Hearing, same: set[str]) -> None:
    """Have a mark by chance stand for each author, but for those that stay the same."""
    voices = list(hearing.voices.all())
    agreements = list(Agreement.objects.filter(voice__hearing=hearing))
    marks = {key: key for key in same}
    known: list[Voice | Agreement] = [*voices, *agreements]
    for row in known:
        row.who = marks.setdefault(row.who, uuid.uuid4().hex)
    Voice.objects.bulk_update(voices, ["who"], batch_size=500)
    Agreement.objects.bulk_update(agreements, ["who"], batch_size=500)


def _drop_unchecked(before: datetime) -> None:
    """Delete what nobody stood behind: voices with their files, and agreements of the past."""
    old = may_go(Voice.objects.filter(checked_at=None, sent_at__lt=before), deleting=True)
    rows = list(_locked(old))
    for row in rows:
        forget_file(row)
    Voice.objects.filter(pk__in=[row.pk for row in rows]).delete()
    over = Agreement.objects.filter(checked_at=None)
    over.exclude(voice__hearing__state=Hearing.State.OPEN).delete()


def _locked(rows: QuerySet[Voice]) -> QuerySet[Voice]:
    return rows.select_for_update(no_key=True, of=("self",)).order_by("pk")


def _with_copies(hearing: Hearing, voices: Collection[int]) -> list[Voice]:
    """Return shown voices by their keys, and all those that say the same of the same thing."""
    shown = hearing.voices.shown()
    picked = list(shown.filter(pk__in=voices))
    chosen = {sameness(voice) for voice in picked}
    rows = _locked(shown.filter(words_key__in={voice.words_key for voice in picked}))
    return [voice for voice in rows if sameness(voice) in chosen]


def _in_the_same_words(voice: Voice) -> list[Voice]:
    """Return a voice and its copies that may be hidden, with their hearing."""
    copies = voice.hearing.voices.checked().filter(words_key=voice.words_key, appeal_by=None)
    rows = _locked(copies.filter(state__in=(Voice.State.WAITING, Voice.State.SHOWN)))
    found = [row for row in rows if sameness(row) == sameness(voice)]
    for row in found:
        row.hearing = voice.hearing
    return found


def _check_answered(hearing: Hearing) -> None:
    voices = hearing.voices
    if voices.waiting().exists():
        raise SayError(_("Najpierw przeczytaj wszystkie głosy: niektóre jeszcze czekają."))
    if voices.appealed().exists():
        raise SayError(_("Najpierw rozstrzygnijcie odwołania."))
    if voices.shown().filter(outcome="").exists():
        raise SayError(_("Odpowiedz na każdy głos: co z nim zrobiliście."))


def _tell(hearing: Hearing, voices: Iterable[Voice]) -> int:
    told = [voice for voice in voices if voice.has_contact]
    for voice in told:
        voice.hearing = hearing
        say_notices.tell_answer(voice)
    return len(told)


def _tell_late(hearing: Hearing, voices: Iterable[Voice]) -> None:
    if hearing.state == Hearing.State.TOLD:
        _tell(hearing, voices)


def _say_evidence(hearing: Hearing, voices: Collection[Voice], *, actor: audit.Actor) -> None:
    if hearing.need is None or not voices:
        return
    agreed = Agreement.objects.filter(voice__in=voices, checked_at__isnull=False)
    with translation.override(settings.LANGUAGE_CODE):
        words = _("głosy w konsultacjach społecznych „%(title)s”") % {"title": hearing.title}
    data = EvidenceData(
        method=Method.DEBATE,
        words=words,
        voices=people_of(voices, agreed=agreed.values_list("who", flat=True)),
        about=hearing,
        noted_on=times.local(hearing.closes_at).date(),
    )
    add_evidence(hearing.need, data=data, actor=actor)
