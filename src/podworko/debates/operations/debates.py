"""Preparing a debate, taking votes and remarks, writing minutes, publishing what follows."""

from collections.abc import Collection, Iterable
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Count, Max
from django.utils import translation
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import codes, times
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.debates.models import Ballot, Choice, Debate, Item, Remark
from podworko.diagnosis.public import EvidenceData, Method, Need, add_evidence
from podworko.people.public import Channel

__all__ = [
    "DebateError",
    "add_item",
    "add_remark",
    "answer_remark",
    "close_voting",
    "open_voting",
    "prepare",
    "publish",
    "remove_item",
    "reopen_voting",
    "save_debate",
    "vote",
]

DEBATE_FIELDS = ("study", "question", "who_decides", "votes_each", "people", "minutes", "decided")
FEWEST_ITEMS = 2


class DebateError(DomainError):
    """A rule of debates says no."""

    code = "debate"


@transaction.atomic
def prepare(debate: Debate, *, needs: Iterable[Need], actor: audit.Actor) -> Debate:
    """Begin a debate of a session with the needs it will weigh, under a code of its own.

    Raises DebateError when the session has a debate already, or is no debate.
    """
    if debate.session.activity.kind != "debate":
        raise DebateError(_("To spotkanie nie jest debatą."), field="session")
    if Debate.objects.filter(session=debate.session).exists():
        raise DebateError(_("To spotkanie ma już swoją debatę."), field="session")
    debate.code = codes.drawn()
    debate.save()
    rows = [
        Item(debate=debate, position=number, need=need, words=need.title)
        for number, need in enumerate(needs, start=1)
    ]
    Item.objects.bulk_create(rows)
    audit.record("debate.prepared", actor=actor, target=debate)
    return debate


@transaction.atomic
def save_debate(debate: Debate, *, actor: audit.Actor, seen_version: str) -> None:
    """Store what was changed of a debate.

    Raises ChangedMeanwhileError, and stores nothing, when it is not `seen_version` any more,
    and DebateError when the number of votes changes while people vote, or when what residents
    read already would be left without minutes or without what follows.
    """
    stored = _locked(debate)
    if version_of(stored, DEBATE_FIELDS) != seen_version:
        raise ChangedMeanwhileError
    if stored.votes_each != debate.votes_each and stored.ballots.exists():
        raise DebateError(_("Głosy już padły, więc ich liczby nie zmienisz."), field="votes_each")
    if stored.state == Debate.State.PUBLISHED and not (debate.minutes and debate.decided):
        raise DebateError(_("Mieszkańcy już to czytają. Zostaw przebieg i co z tym zrobicie."))
    debate.save(update_fields=DEBATE_FIELDS)
    audit.record("debate.changed", actor=actor, target=debate)


@transaction.atomic
def add_item(debate: Debate, *, words: str, need: Need | None, actor: audit.Actor) -> Item:
    """Put one thing more to the vote, before anybody votes.

    Raises DebateError once the vote is open, without words, or for a need that is there.
    """
    row = _prepared(debate)
    said = need.title if need else words.strip()
    if not said:
        raise DebateError(_("Wybierz potrzebę albo napisz sprawę."), field="words")
    last = row.items.aggregate(last=Max("position"))["last"] or 0
    try:
        with transaction.atomic():
            item = Item.objects.create(debate=row, position=last + 1, need=need, words=said[:160])
    except IntegrityError as error:
        raise DebateError(_("Ta potrzeba już jest na liście."), field="need") from error
    audit.record("debate.item_added", actor=actor, target=row)
    return item


@transaction.atomic
def remove_item(item: Item, *, actor: audit.Actor) -> None:
    """Take a thing off the list. Raises DebateError once the vote is open."""
    debate = _prepared(item.debate)
    item.delete()
    audit.record("debate.item_removed", actor=actor, target=debate)


@transaction.atomic
def open_voting(debate: Debate, *, actor: audit.Actor) -> None:
    """Let people vote. Raises DebateError for a list of fewer than two things."""
    row = _prepared(debate)
    if row.items.count() < FEWEST_ITEMS:
        raise DebateError(_("Do wyboru muszą być co najmniej dwie sprawy."))
    _become(row, Debate.State.OPEN, verb="debate.opened", actor=actor)


@transaction.atomic
def close_voting(debate: Debate, *, actor: audit.Actor) -> None:
    """End the vote. Raises DebateError when it is not open."""
    row = _locked(debate)
    if row.state != Debate.State.OPEN:
        raise DebateError(_("Głosowanie nie trwa."))
    _become(row, Debate.State.COUNTED, verb="debate.counted", actor=actor)


@transaction.atomic
def reopen_voting(debate: Debate, *, actor: audit.Actor) -> None:
    """Go on with the vote, for sheets that turned up. Raises DebateError once published."""
    row = _locked(debate)
    if row.state != Debate.State.COUNTED:
        raise DebateError(_("Tego głosowania nie można otworzyć na nowo."))
    _become(row, Debate.State.OPEN, verb="debate.reopened", actor=actor)


@transaction.atomic
def vote(
    debate: Debate, *, items: Collection[Item], mark: str, channel: Channel, actor: audit.Actor
) -> Ballot:
    """Count one ballot; `mark` is a device's secret or a sheet's number, and counts once.

    Raises DebateError when the vote is not open, for no choice or too many, and for a device
    or sheet that has voted.
    """
    row = _locked(debate)
    if row.state != Debate.State.OPEN:
        raise DebateError(_("Głosowanie nie trwa."))
    if not 0 < len(items) <= row.votes_each:
        raise DebateError(_("Wybierz od jednej do %(most)s spraw.") % {"most": row.votes_each})
    try:
        with transaction.atomic():
            ballot = Ballot.objects.create(debate=row, channel=channel, mark=_digest(row, mark))
    except IntegrityError as error:
        raise DebateError(_twice(channel)) from error
    Choice.objects.bulk_create(Choice(ballot=ballot, item=item) for item in items)
    # Neither the ballot nor its key: the trail must not join a hand to a vote.
    audit.record("debate.voted", actor=actor, target=row, channel=channel)
    return ballot


@transaction.atomic
def add_remark(debate: Debate, *, words: str, channel: Channel, actor: audit.Actor) -> Remark:
    """Keep what somebody said. Raises DebateError without words, or once it is published."""
    row = _locked(debate)
    if row.state == Debate.State.PUBLISHED:
        raise DebateError(_("Ta debata jest już opublikowana."))
    if not words.strip():
        raise DebateError(_("Napisz uwagę."), field="words")
    remark = Remark.objects.create(debate=row, words=words.strip()[:2000], channel=channel)
    audit.record("debate.remark_added", actor=actor, target=row, channel=channel)
    return remark


@transaction.atomic
def answer_remark(remark: Remark, *, answer: str, hidden_why: str, actor: audit.Actor) -> None:
    """Say what was done with a remark, or hide it with a reason (it stays, with the reason)."""
    remark.answer, remark.hidden_why = answer.strip()[:2000], hidden_why.strip()[:300]
    remark.save(update_fields=["answer", "hidden_why"])
    is_hidden = bool(remark.hidden_why)
    audit.record("debate.remark_answered", actor=actor, target=remark.debate, is_hidden=is_hidden)


@transaction.atomic
def publish(debate: Debate, *, actor: audit.Actor) -> None:
    """Tell residents what was said, voted and decided; votes become evidence of the needs.

    Raises DebateError before the votes are counted, without minutes or without what follows,
    and while a remark has no answer: nobody's voice is left without one.
    """
    row = _locked(debate)
    if row.state != Debate.State.COUNTED:
        raise DebateError(_("Najpierw zakończ głosowanie."))
    if not row.minutes or not row.decided:
        raise DebateError(_("Napisz przebieg i co z tym zrobicie."))
    if row.remarks.filter(answer="", hidden_why="").exists():
        raise DebateError(_("Odpowiedz na każdą uwagę: co z nią zrobiliście."))
    _become(row, Debate.State.PUBLISHED, verb="debate.published", actor=actor)
    for item in row.items.exclude(need=None).annotate(votes=Count("choices")):
        _say(item, row, actor)


def _say(item: Item, debate: Debate, actor: audit.Actor) -> None:
    if item.need is None:
        return
    with translation.override(settings.LANGUAGE_CODE):
        words = _("głosy w debacie „%(question)s”") % {"question": debate.question}
    data = EvidenceData(
        method=Method.DEBATE,
        words=words,
        voices=getattr(item, "votes", 0),
        study=debate.study,
        about=item,
        noted_on=times.local(debate.session.starts_at).date(),
    )
    add_evidence(item.need, data=data, actor=actor)


def _digest(debate: Debate, mark: str) -> str:
    return sha256(f"{debate.public_id}:{mark}".encode()).hexdigest()


def _twice(channel: Channel) -> str:
    if channel == Channel.PAPER:
        return _("Kartka o tym numerze jest już wpisana.")
    return _("Z tego urządzenia już oddano głos.")


def _become(debate: Debate, state: Debate.State, *, verb: str, actor: audit.Actor) -> None:
    debate.state = state
    debate.save(update_fields=["state"])
    audit.record(verb, actor=actor, target=debate)


def _prepared(debate: Debate) -> Debate:
    row = _locked(debate)
    if row.state != Debate.State.PREPARED:
        raise DebateError(_("Głosowanie już się zaczęło, więc listy nie zmienisz."))
    return row


def _locked(debate: Debate) -> Debate:
    return Debate.objects.select_for_update(no_key=True).get(pk=debate.pk)
