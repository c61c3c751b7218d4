"""Applying, answering by a promised day, and the card that a volunteer gets."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core import codes, times
from podworko.core.errors import DomainError
from podworko.network.public import Pal
from podworko.people.public import Card, Channel, Person, register
from podworko.volunteering import law, links, notices
from podworko.volunteering.models import Application, Opportunity, Role, Volunteer
from podworko.volunteering.operations.people import lock

State = Application.State
LIVE = (State.WAITING, State.INVITED, State.TAKEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody told who wants to help; `born_on` of whoever is under age alone.

    `key` is drawn by the page: the same form sent twice gives the same code twice.
    """

    card: Card
    born_on: date | None = None
    role: Role | None = None
    remark: str = ""
    key: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of applying; `code` opens the volunteer's page, "" for whoever had one before.

    Who sent the form that made the card reads its code again when they send it again.
    """

    application: Application
    code: str

    @property
    def is_known(self) -> bool:
        """Whether they were a volunteer here before: what is theirs is not shown to strangers."""
        return not self.code


class NotOpenError(DomainError):
    """Nobody is looked for there any more."""

    code = "opportunity-closed"

    def __init__(self) -> None:
        super().__init__(_("Do tego zadania już nie szukamy osób. Zobacz inne."))


@transaction.atomic
def apply(opportunity: Opportunity, wish: Wish, *, channel: Channel, actor: audit.Actor) -> Applied:
    """Take it that somebody wants to help; it is answered by a promised working day.

    Twice is the same as once. Raises NotOpenError for what is closed, and DomainError for
    whoever is too young for it, or for volunteering at all (rules.toml, least_age).
    """
    held = Opportunity.objects.select_for_update(no_key=True).get(pk=opportunity.pk)
    if not held.is_open:
        raise NotOpenError
    _check_age(held, wish.born_on)
    person = register(wish.card, channel=channel, actor=actor)
    volunteer, code = _volunteer(person, held.pal, wish=wish, channel=channel, actor=actor)
    _check_age(held, volunteer.born_on)
    known = volunteer.applications.filter(opportunity=held, state__in=LIVE).first()
    if known:
        return Applied(known, code)
    application = _application(held, volunteer, wish=wish, channel=channel)
    audit.record("application.made", actor=actor, target=application, channel=channel)
    notices.applied(application, code=code)
    return Applied(application, code)


@transaction.atomic
def answer(application: Application, *, state: str, words: str, actor: audit.Actor) -> Application:
    """Answer somebody: invited to a talk, taken without one, or not this time; with kind words.

    Raises DomainError for an answer that is given already or taken back, and without words
    for whoever is not taken.
    """
    held = _locked(application)
    if held.state not in (State.WAITING, State.INVITED) or state == held.state:
        raise DomainError(_("Na to zgłoszenie już ktoś odpowiedział. Odśwież stronę."))
    if state == State.DECLINED and not words.strip():
        raise DomainError(
            _("Napisz, dlaczego nie tym razem: ta osoba to przeczyta."), field="words"
        )
    held.state, held.answered_at = state, timezone.now()
    held.answer = words.strip()
    held.save(update_fields=["state", "answered_at", "answer"])
    audit.record("application.answered", actor=actor, target=held, state=state)
    _go_to_talk(held, actor=actor)
    notices.answered(held)
    return held


@transaction.atomic
def withdraw(application: Application, *, actor: audit.Actor) -> None:
    """Take an application back; nobody asks why. Twice is the same as once."""
    held = _locked(application)
    if held.state not in LIVE:
        return
    held.state, held.answered_at = State.WITHDRAWN, timezone.now()
    held.save(update_fields=["state", "answered_at"])
    audit.record("application.withdrawn", actor=actor, target=held)


@transaction.atomic
def give_code(volunteer: Volunteer, *, actor: audit.Actor) -> str:
    """Return a new code that opens a volunteer's page; the former one opens nothing any more."""
    held = lock(volunteer)
    code = codes.drawn_long()
    held.code_digest = links.code_digest(code)
    held.save(update_fields=["code_digest"])
    audit.record("volunteer.code_given", actor=actor, target=held)
    return code


def _check_age(opportunity: Opportunity, born_on: date | None) -> None:
    if born_on is None:
        return
    today = times.today()
    age = law.age_on(born_on, today)
    least = max(opportunity.least_age, law.rules_on(today).least_age)
    if age < least:
        words = _("To zadanie jest dla osób od %(age)s lat. Zobacz inne albo przyjdź z opiekunem.")
        raise DomainError(words % {"age": least}, field="born_on")


def _volunteer(
    person: Person, pal: Pal, *, wish: Wish, channel: Channel, actor: audit.Actor
) -> tuple[Volunteer, str]:
    # Two applications of one person at once make one card: the second waits for the first.
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    rows = Volunteer.objects.on_the_way().filter(person=person, pal=pal)
    known = rows.select_for_update(no_key=True, of=("self",)).first()
    if known:
        _note_birthday(known, wish.born_on, actor=actor)
        return known, _code_again(known, wish)
    made = Volunteer(person=person, pal=pal, born_on=_kept_birthday(wish.born_on), channel=channel)
    code = links.first_code(wish.key, made) if wish.key else codes.drawn_long()
    made.code_digest = links.code_digest(code)
    made.save()
    audit.record("volunteer.noted", actor=actor, target=made, channel=channel)
    return made, code


def _code_again(volunteer: Volunteer, wish: Wish) -> str:
    """Return the code of a card that this very form made, "" for every other."""
    code = links.first_code(wish.key, volunteer) if wish.key else ""
    return code if code and volunteer.code_digest in links.code_digests(code) else ""


def _note_birthday(volunteer: Volunteer, born_on: date | None, *, actor: audit.Actor) -> None:
    """Keep a birthday that nobody had told yet: who is under age is so from then on."""
    kept = _kept_birthday(born_on)
    if kept is None or volunteer.born_on is not None:
        return
    volunteer.born_on = kept
    volunteer.save(update_fields=["born_on"])
    audit.record("volunteer.corrected", actor=actor, target=volunteer, fields=["born_on"])


def _kept_birthday(born_on: date | None) -> date | None:
    """Return a birthday only of whoever is under age: of adults it is not needed."""
    return born_on if law.needs_guardian(born_on, times.today()) else None


def _application(
    opportunity: Opportunity, volunteer: Volunteer, *, wish: Wish, channel: Channel
) -> Application:
    due_on = times.working_day_after(times.today(), days=opportunity.answer_days)
    return Application.objects.create(
        opportunity=opportunity,
        volunteer=volunteer,
        role=wish.role,
        remark=wish.remark.strip(),
        channel=channel,
        due_on=due_on,
    )


def _locked(application: Application) -> Application:
    rows = Application.objects.select_for_update(no_key=True, of=("self",))
    related = ("volunteer__person", "volunteer__pal", "opportunity__pal", "role")
    return rows.select_related(*related).get(pk=application.pk)


def _go_to_talk(application: Application, *, actor: audit.Actor) -> None:
    """Whoever is invited or taken is on the way: the board shows them at the talk.

    Who answered looks after them, until somebody else does.
    """
    volunteer = lock(application.volunteer)
    if volunteer.stage != Volunteer.Stage.APPLIED or application.state == State.DECLINED:
        return
    volunteer.stage, volunteer.since = Volunteer.Stage.TALK, times.today()
    if isinstance(actor, User):
        volunteer.coordinator = actor
    volunteer.save(update_fields=["stage", "since", "coordinator"])
    audit.record("volunteer.went_on", actor=actor, target=volunteer, stage=volunteer.stage)


@transaction.atomic
def correct(
    volunteer: Volunteer,
    *,
    born_on: date | None,
    informed_on: date | None,
    actor: audit.Actor,
) -> Volunteer:
    """Put right what is known of a volunteer: the birthday of who is under age, and art. 47.

    Raises DomainError for days that are yet to come.
    """
    today = times.today()
    for field, day in (("born_on", born_on), ("informed_on", informed_on)):
        if day and day > today:
            raise DomainError(_("Ten dzień dopiero będzie."), field=field)
    held = lock(volunteer)
    told = {"born_on": _kept_birthday(born_on), "informed_on": informed_on}
    changed = [name for name, value in told.items() if getattr(held, name) != value]
    if not changed:
        return held
    for name in changed:
        setattr(held, name, told[name])
    held.save(update_fields=changed)
    audit.record("volunteer.corrected", actor=actor, target=held, fields=changed)
    return held
