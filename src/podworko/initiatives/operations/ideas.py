"""Ideas: taken from whoever has one, answered by a promised day, published, tied to a need."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.text import fold, squeeze
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.initiatives import idea_rules
from podworko.initiatives import ideas_notices as notices
from podworko.initiatives.models import (
    IdeaRules,
    Initiative,
    InitiativeLink,
    InitiativeMember,
    OwnPage,
)
from podworko.initiatives.operations.ideas_lock import hold
from podworko.initiatives.operations.own_pages import open_page
from podworko.network.public import Pal
from podworko.people.public import Card, Channel, Person, register
from podworko.planning.public import Tie, follow_needs, needs_behind, needs_behind_all, save_tie

__all__ = [
    "IDEA_FIELDS",
    "Idea",
    "Sent",
    "accompany",
    "ask_back",
    "decline",
    "edit",
    "lay_down_rules",
    "publish",
    "reply",
    "send",
    "tie",
    "trust",
    "untie",
    "withdraw",
]

State = Initiative.State
IDEA_FIELDS = ("title", "words", "category", "area", "place", "lat", "lon")
DECLINABLE = (State.IDEA, State.GATHERING, State.TEAM, State.PLANNED, State.ROUTE, State.REFUSED)
DONE = (State.DONE, *Initiative.ENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """What somebody told who has an idea; `joins` when they want to do it with others."""

    pal: Pal
    card: Card
    title: str
    words: str
    area: str = ""
    joins: bool = True


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of sending; `code` opens the sender's page, "" for whoever had one before."""

    initiative: Initiative
    page: OwnPage
    code: str


@transaction.atomic
def send(idea: Idea, *, channel: Channel, actor: audit.Actor) -> Sent:
    """Take an idea; it is answered by a promised working day. Who joins begins to lead it.

    Sent twice while it waits, it is one.
    """
    person = register(idea.card, channel=channel, actor=actor)
    page, code = open_page(person, actor=actor)
    # Two at once are one: the second waits for the first.
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    known = Initiative.objects.filter(
        sender=person, pal=idea.pal, title=squeeze(idea.title), state=State.IDEA, question=""
    ).first()
    if known:
        return Sent(known, page, code)
    made = Initiative.objects.create(
        pal=idea.pal,
        title=squeeze(idea.title),
        folded_title=_folded(idea.title),
        words=idea.words.strip(),
        folded_words=fold(f"{idea.words} {idea.area}"),
        area=squeeze(idea.area),
        sender=person,
        channel=channel,
        due_on=idea_rules.promised(idea.pal),
    )
    audit.record("initiative.sent", actor=actor, target=made, channel=channel)
    if idea.joins:
        leads = InitiativeMember.Role.LEADER
        inside = InitiativeMember.State.IN
        member = made.members.create(person=person, role=leads, state=inside, channel=channel)
        audit.record("initiative.member_in", actor=actor, target=member)
    notices.received(made, person, code=code)
    return Sent(made, page, code)


@transaction.atomic
def edit(initiative: Initiative, *, actor: audit.Actor, seen_version: str) -> Initiative:
    """Store the words and the place of an initiative as they were changed.

    Raises ChangedMeanwhileError when it is not `seen_version`, and DomainError once it is over.
    """
    stored = hold(initiative)
    if version_of(stored, IDEA_FIELDS) != seen_version:
        raise ChangedMeanwhileError
    if stored.is_ended:
        raise DomainError(_("Ta inicjatywa jest zakończona, jej słowa zostają."))
    for name in IDEA_FIELDS:
        setattr(stored, name, getattr(initiative, name))
    stored.folded_title = _folded(stored.title)
    stored.folded_words = fold(f"{stored.words} {stored.area}")
    stored.save(update_fields=[*IDEA_FIELDS, "folded_title", "folded_words"])
    audit.record("initiative.changed", actor=actor, target=stored)
    return stored


@transaction.atomic
def publish(initiative: Initiative, *, words: str = "", actor: audit.Actor) -> Initiative:
    """Let neighbours read an idea and support it; who published it accompanies it.

    Twice is the same as once. Raises DomainError for what is over.
    """
    held = hold(initiative)
    if held.published_at:
        return held
    _check_is_idea(held)
    held.state, held.since = State.GATHERING, times.today()
    held.published_at, held.due_on, held.answer = timezone.now(), None, words.strip()
    if isinstance(actor, User) and held.animator_id is None:
        held.animator = actor
    held.save()
    audit.record("initiative.published", actor=actor, target=held)
    notices.answered(held, what="published", mark="")
    return held


@transaction.atomic
def ask_back(initiative: Initiative, *, words: str, actor: audit.Actor) -> Initiative:
    """Ask who sent an idea something first; it then waits for them, not for the PAL.

    Raises DomainError without words, and for what is published or over.
    """
    held = hold(initiative)
    _check_is_idea(held)
    if not words.strip():
        raise DomainError(_("Napisz, o co pytasz."), field="words")
    held.question, held.reply, held.due_on = words.strip(), "", None
    held.save(update_fields=["question", "reply", "due_on"])
    audit.record("initiative.asked_back", actor=actor, target=held)
    notices.answered(held, what="asked", mark=_mark())
    return held


@transaction.atomic
def reply(initiative: Initiative, *, words: str, actor: audit.Actor) -> Initiative:
    """Take the answer to what the PAL asked back; the PAL answers by a new promised day.

    Raises DomainError when nothing is asked, and without words.
    """
    held = hold(initiative)
    if not held.waits_for_sender:
        raise DomainError(_("Nikt o nic teraz nie pyta. Odśwież stronę."))
    if not words.strip():
        raise DomainError(_("Napisz odpowiedź."), field="words")
    held.reply, held.due_on = words.strip(), idea_rules.promised(held.pal)
    held.save(update_fields=["reply", "due_on"])
    audit.record("initiative.replied", actor=actor, target=held)
    return held


@transaction.atomic
def decline(initiative: Initiative, *, words: str, actor: audit.Actor) -> Initiative:
    """Say no, with words that whoever sent it reads; once something is agreed to it is too late.

    Raises DomainError for that, without words, and while money is not settled.
    """
    held = hold(initiative)
    if held.state not in DECLINABLE:
        raise DomainError(_("Na to jest już za późno: ta inicjatywa ma zgodę albo się skończyła."))
    if not words.strip():
        raise DomainError(_("Napisz, dlaczego: przeczyta to autor pomysłu."), field="words")
    _check_settled(held)
    _end(held, State.DECLINED, words=words.strip())
    audit.record("initiative.declined", actor=actor, target=held)
    notices.answered(held, what="declined", mark="")
    follow(held, actor=actor)
    return held


@transaction.atomic
def withdraw(initiative: Initiative, *, actor: audit.Actor) -> Initiative:
    """Take an initiative back; nobody asks why. Twice is the same as once.

    Raises DomainError for what is done already.
    """
    held = hold(initiative)
    if held.state == State.WITHDRAWN:
        return held
    if held.state in DONE:
        raise DomainError(_("To jest już zrobione albo zakończone."))
    _check_settled(held)
    _end(held, State.WITHDRAWN, words=held.answer)
    audit.record("initiative.withdrawn", actor=actor, target=held)
    follow(held, actor=actor)
    return held


@transaction.atomic
def accompany(initiative: Initiative, *, animator: User, actor: audit.Actor) -> Initiative:
    """Say who of the staff accompanies an initiative; twice is the same as once."""
    held = hold(initiative)
    if held.animator_id == animator.pk:
        return held
    held.animator = animator
    held.save(update_fields=["animator"])
    audit.record("initiative.accompanied", actor=actor, target=held, user=animator.pk)
    return held


@transaction.atomic
def trust(initiative: Initiative, *, is_trusted: bool, actor: audit.Actor) -> Initiative:
    """Let a team publish its posts by itself, or have them checked again."""
    held = hold(initiative)
    if held.is_trusted == is_trusted:
        return held
    held.is_trusted = is_trusted
    held.save(update_fields=["is_trusted"])
    audit.record("initiative.trusted", actor=actor, target=held, is_trusted=is_trusted)
    return held


@transaction.atomic
def tie(initiative: Initiative, tie: Tie, *, actor: audit.Actor) -> InitiativeLink:
    """Say that an initiative answers a need or serves a goal; raises as `save_tie`."""
    link = save_tie(InitiativeLink(initiative=initiative), tie, pal_id=initiative.pal_id)
    audit.record("initiative.tied", actor=actor, target=initiative, to=audit.label(tie.to))
    follow_needs(needs_behind(link), actor=actor)
    return link


@transaction.atomic
def untie(link: InitiativeLink, *, actor: audit.Actor) -> None:
    """Take back that an initiative answers something."""
    needs = needs_behind(link)
    to = audit.label(link.end)
    audit.record("initiative.untied", actor=actor, target=link.initiative, to=to)
    link.delete()
    follow_needs(needs, actor=actor)


@transaction.atomic
def lay_down_rules(rules: IdeaRules, *, actor: audit.Actor) -> IdeaRules:
    """Keep what a PAL sets otherwise than the network; what is promised already stays."""
    held = Pal.objects.select_for_update(no_key=True).get(pk=rules.pal_id)
    known = IdeaRules.objects.filter(pal=held).first()
    rules.pk = known.pk if known else None
    rules.save(force_insert=known is None)
    audit.record("idea_rules.changed", actor=actor, target=rules)
    return rules


def _folded(title: str) -> str:
    """Return a title to search by; some letters become several, the column does not grow."""
    return fold(title)[:120]


def _check_is_idea(initiative: Initiative) -> None:
    if initiative.state != State.IDEA:
        raise DomainError(_("Na ten pomysł już ktoś odpowiedział. Odśwież stronę."))


def _check_settled(initiative: Initiative) -> None:
    if initiative.means.filter(kind="money", state="granted").exists():
        raise DomainError(_("Najpierw rozliczcie pieniądze, które dostaliście."))


def _end(initiative: Initiative, state: str, *, words: str) -> None:
    initiative.state, initiative.since = state, times.today()
    initiative.wanted, initiative.due_on, initiative.leader_due_on = "", None, None
    initiative.answer = words
    initiative.save()
    drop_requests(initiative)


def drop_requests(initiative: Initiative) -> None:
    """Take back what a locked initiative still asks for, because it is over."""
    waiting = initiative.means.filter(state="asked")
    waiting.update(state="withdrawn", answered_at=timezone.now())


def _mark() -> str:
    """Return what tells one message from the next of its kind."""
    return timezone.now().isoformat()


def follow(initiative: Initiative, *, actor: audit.Actor) -> None:
    """Have the needs behind an initiative tell how far they are answered."""
    links = InitiativeLink.objects.filter(initiative=initiative).select_related("goal")
    follow_needs(needs_behind_all(links), actor=actor)
