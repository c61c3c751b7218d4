"""Asking in private, answering, and erasing: the words are sealed before they are stored."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.advice import answer_codes, notices
from podworko.advice.keeping import kept
from podworko.advice.models import Question, Topic, Turn, What
from podworko.advice.operations.counting import carry, count, take_back
from podworko.advice.policies import has_answerer
from podworko.advice.reading import AdviceError, Contact
from podworko.audit import public as audit
from podworko.core import times, vault
from podworko.core.holds import may_go
from podworko.messages import public as messages
from podworko.network.public import Pal
from podworko.people.public import Channel

LONGEST = 4000
"""Letters of a question or an answer."""
MOST_TURNS = 20
NO_CONTACT = Contact()


@dataclass(frozen=True, slots=True)
class QuestionData:
    """What is asked, of whom, and how to tell that there is an answer."""

    topic: Topic
    words: str
    pal: Pal | None = None
    contact: Contact = NO_CONTACT
    language: str = "pl"
    channel: Channel = Channel.WEB


@transaction.atomic
def ask(data: QuestionData, *, code: str, actor: audit.Actor) -> Question:
    """Take a question under a code; the same code again returns what was asked already.

    Raises AdviceError for a topic nobody asks about or answers there, for no words or too
    many, and while nothing can be sealed.
    """
    held = Question.objects.filter(code_digest__in=answer_codes.digests(code)).first()
    if held:
        return held
    _check(data)
    try:
        with transaction.atomic():
            question = _made(data, code)
    except IntegrityError:
        return Question.objects.get(code_digest__in=answer_codes.digests(code))
    count(question, What.ASKED)
    audit.record("question.asked", actor=actor, target=question, channel=data.channel)
    return question


@transaction.atomic
def answer(question: Question, *, words: str, actor: audit.Actor) -> None:
    """Answer a question, or add to an answer; whoever left a contact is told that it waits.

    Raises AdviceError for no words or too many, and while nothing can be sealed.
    """
    row = _locked(question)
    turn = Turn.objects.create(question=row, is_answer=True, words=_sealed(words))
    if row.answered_at is None:
        count(row, What.ANSWERED)
        if not row.is_overdue:
            count(row, What.IN_TIME)
    row.state, row.answered_at, row.read_at = Question.State.ANSWERED, timezone.now(), None
    row.to_call = notices.answered(row, once=f"question:{row.pk}:{turn.pk}")
    row.save(update_fields=["state", "answered_at", "read_at", "to_call"])
    audit.record("question.answered", actor=actor, target=row)


@transaction.atomic
def ask_more(question: Question, *, words: str, actor: audit.Actor) -> None:
    """Ask one thing more under the same code; the days for an answer begin anew.

    Raises AdviceError for no words or too many, when so much was said already that a talk is
    better, and while nothing can be sealed.
    """
    row = _locked(question)
    if row.turns.count() >= MOST_TURNS:
        raise AdviceError(_("To już długa rozmowa. Zadzwoń albo przyjdź, łatwiej pomożemy."))
    Turn.objects.create(question=row, is_answer=False, words=_sealed(words))
    row.state, row.read_at = Question.State.OPEN, None
    row.due_on = times.working_day_after(times.today(), days=row.topic.days)
    row.save(update_fields=["state", "read_at", "due_on"])
    audit.record("question.asked_more", actor=actor, target=row)


@transaction.atomic
def mark_read(question: Question, *, actor: audit.Actor) -> None:
    """Note that whoever asked saw the answer: from then on the days of keeping it run."""
    row = _locked(question)
    if row.state != Question.State.ANSWERED or row.read_at is not None:
        return
    row.read_at, row.to_call = timezone.now(), False
    row.save(update_fields=["read_at", "to_call"])
    audit.record("question.seen", actor=actor, target=row)


@transaction.atomic
def judge(question: Question, *, helped: bool, actor: audit.Actor) -> None:
    """Note whether the answer helped; who changes their mind is counted once.

    Raises AdviceError before there is an answer.
    """
    row = _locked(question)
    if row.answered_at is None:
        raise AdviceError(_("Na odpowiedź trzeba jeszcze poczekać."))
    if row.helped == helped:
        return
    if row.helped is not None:
        take_back(row, _verdict(helped=row.helped))
    row.helped = helped
    row.save(update_fields=["helped"])
    count(row, _verdict(helped=helped))
    audit.record("question.judged", actor=actor, target=row)


@transaction.atomic
def move(question: Question, *, topic: Topic, actor: audit.Actor) -> None:
    """Hand a question over to another topic, and so to the role that answers it.

    Whether an answer helped is counted from then on under the other topic.

    Raises AdviceError for a topic nobody asks about now, and where nobody answers it.
    """
    row = _locked(question)
    _check_offered(topic)
    if not has_answerer(topic, row.pal_id):
        raise AdviceError(_("Na ten temat nikt tu nie odpowiada."), field="topic")
    if row.helped is not None:
        carry(row, _verdict(helped=row.helped), to=topic)
    before, row.topic = row.topic, topic
    row.save(update_fields=["topic"])
    audit.record(
        "question.moved",
        actor=actor,
        target=row,
        before=audit.label(before),
        after=audit.label(topic),
    )


@transaction.atomic
def note_call(question: Question, *, actor: audit.Actor) -> None:
    """Note that somebody phoned whoever asked to say that an answer waits."""
    row = _locked(question)
    row.to_call = False
    row.save(update_fields=["to_call"])
    audit.record("question.called", actor=actor, target=row)


@transaction.atomic
def erase(question: Question, *, actor: audit.Actor) -> None:
    """Erase a question with all that was said, because whoever asked wants it; counts stay."""
    row = _locked(question)
    audit.record("question.erased", actor=actor, target=row)
    _gone(row)


@transaction.atomic
def erase_old(*, actor: audit.Actor, now: datetime | None = None) -> int:
    """Erase what is over; return how many.

    Over is what was read or last answered, or, while an answer is awaited, was promised one that
    never came, for longer than it is kept. So who asks on at the last moment is still answered.
    """
    now = now or timezone.now()
    old = may_go(_old(now), deleting=True)
    rows = list(old.select_for_update(no_key=True, of=("self",)).order_by("pk"))
    for row in rows:
        audit.record("question.erased_old", actor=actor, target=row)
        _gone(row)
    return len(rows)


def _check(data: QuestionData) -> None:
    _check_offered(data.topic)
    if not has_answerer(data.topic, data.pal.pk if data.pal else None):
        raise AdviceError(_nobody(data.pal), field="pal" if data.pal else "topic")


def _check_offered(topic: Topic) -> None:
    if not topic.is_offered:
        raise AdviceError(_("O to nie można teraz pytać. Wybierz inny temat."), field="topic")


def _nobody(pal: Pal | None) -> str:
    if pal is None:
        return _("Na ten temat nikt teraz nie odpowiada. Wybierz inny albo zadzwoń do PAL.")
    return _("W tym PAL nikt nie odpowiada na ten temat. Wybierz „dowolny PAL” albo inny temat.")


def _made(data: QuestionData, code: str) -> Question:
    question = Question.objects.create(
        code_digest=answer_codes.digest(code),
        topic=data.topic,
        pal=data.pal,
        channel=data.channel,
        language=data.language,
        contact=_sealed_contact(data.contact),
        due_on=times.working_day_after(times.today(), days=data.topic.days),
    )
    Turn.objects.create(question=question, is_answer=False, words=_sealed(data.words))
    return question


def _sealed(words: str) -> str:
    said = words.strip()
    if not said:
        raise AdviceError(_("Napisz, o co chodzi."), field="words")
    if len(said) > LONGEST:
        raise AdviceError(_("Tekst jest za długi. Skróć go."), field="words")
    return _seal({"words": said})


def _sealed_contact(contact: Contact) -> str:
    if not contact.email and not contact.phone:
        return ""
    return _seal({"email": contact.email, "phone": contact.phone})


def _seal(values: dict[str, str]) -> str:
    try:
        return vault.sealed(values)
    except ImproperlyConfigured as error:
        message = _(
            "Nie możemy teraz bezpiecznie zapisać tego, co piszesz, więc nic nie zapisaliśmy."
            " Zadzwoń albo przyjdź do PAL."
        )
        raise AdviceError(message) from error


def _verdict(*, helped: bool) -> What:
    return What.HELPED if helped else What.NOT_HELPED


def _old(now: datetime) -> models.QuerySet[Question]:
    days = kept()
    is_open = models.Q(state=Question.State.OPEN)
    promised = times.local(now).date() - days.after_answering
    return Question.objects.filter(
        models.Q(read_at__lte=now - days.after_reading)
        | (models.Q(answered_at__lte=now - days.after_answering) & ~is_open)
        | (models.Q(due_on__lte=promised) & is_open)
    )


def _gone(question: Question) -> None:
    messages.cancel_pending(about=question)
    question.delete()


def _locked(question: Question) -> Question:
    """Lock the row; raises AdviceError for what was erased meanwhile."""
    rows = Question.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "topic", "pal"
    )
    try:
        return rows.get(pk=question.pk)
    except Question.DoesNotExist as error:
        raise AdviceError(_("To pytanie jest już usunięte.")) from error
