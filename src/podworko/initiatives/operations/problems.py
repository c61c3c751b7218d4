"""Local problems: reported, joined, led step by step to an end that is told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import codes, times
from podworko.core.errors import DomainError
from podworko.core.geo import Point
from podworko.core.holds import may_go
from podworko.core.text import one_contact
from podworko.diagnosis.public import EvidenceData, Method, Need, add_evidence
from podworko.initiatives import notices, places_near, problem_links, problem_notices, wording
from podworko.initiatives.models import Problem, ProblemState, ProblemStep, ProblemVoice
from podworko.initiatives.models.problems import OVER
from podworko.initiatives.operations.own_pages import open_page
from podworko.network.public import Pal
from podworko.people.public import Card, Channel, Person, register

ANSWER_DAYS = 5
"""Working days within which somebody answers."""
HOMELY = (Problem.Category.OTHER, Problem.Category.SAFETY)
"""What may be about somebody's home: its place is never kept exactly."""
KEEP = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class ProblemData:
    """What is wrong and where; `may_be_home` has the place kept some fifty metres about."""

    pal: Pal
    category: str
    words: str
    where: str = ""
    point: Point | None = None
    may_be_home: bool = False
    photo: ContentFile[bytes] | None = None
    photo_alt: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """What came of reporting; `code` opens the own page, or this problem alone."""

    problem: Problem
    code: str
    opens_own_page: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of joining; `code` opens the own page, "" for whoever had one before."""

    problem: Problem
    person: Person
    code: str


@dataclass(frozen=True, slots=True)
class StepData:
    """What is done next with a problem, in words; `office` has it now, `need` holds it."""

    state: ProblemState
    words: str
    office: str = ""
    number: str = ""
    taken_on: date | None = None
    need: Need | None = None


@transaction.atomic
def report(
    data: ProblemData, *, card: Card | None, channel: Channel, actor: audit.Actor
) -> Reported:
    """Take a problem; it is answered by a promised day. Who leaves no contact gets a code.

    Raises DomainError for a photograph without words.
    """
    problem = _made(data, channel)
    if card is None:
        code = codes.drawn_long()
        problem.code_digest = problem_links.code_digest(code)
        problem.save()
        audit.record("problem.reported", actor=actor, target=problem, channel=channel)
        return Reported(problem, code, opens_own_page=False)
    problem.reporter = register(card, channel=channel, actor=actor)
    problem.save()
    audit.record("problem.reported", actor=actor, target=problem, channel=channel)
    page, code = open_page(problem.reporter, actor=actor)
    problem_notices.problem_taken(problem, page=page, code=code)
    return Reported(problem, code, opens_own_page=True)


@transaction.atomic
def join_problem(problem: Problem, card: Card, *, channel: Channel, actor: audit.Actor) -> Joined:
    """Count one more neighbour who has the same problem, each contact once, and tell them its end.

    Raises DomainError without a contact, and for what has ended.
    """
    held = lock_problem(problem)
    if held.is_over:
        raise DomainError(_("Ta sprawa jest już zakończona. Możesz zgłosić nową."))
    if not _contacts(card):
        raise DomainError(
            _("Podaj telefon albo e-mail: powiemy Ci, jak to się skończyło."), field="phone"
        )
    person = register(card, channel=channel, actor=actor)
    if not (_is_counted(held, card, person) or _is_reporter(held, card)):
        digest = problem_links.contact_digests(_contacts(card)[0])[0]
        voice = held.voices.create(person=person, digest=digest)
        audit.record("problem.joined", actor=actor, target=voice, channel=channel)
        if held.need:
            _note_evidence(held, actor=actor)
    page, code = open_page(person, actor=actor)
    notices.own_page(page, code=code, pal=held.pal, about=held)
    return Joined(held, person, code)


@transaction.atomic
def take_step(problem: Problem, data: StepData, *, actor: audit.Actor) -> ProblemStep:
    """Do the next thing with a problem and tell who reported it; an end is told to all who joined.

    Tied to a need it becomes evidence of it, so that the thread holds it. Raises DomainError
    without words, for what has ended, for passing on to nobody, and for a need elsewhere.
    """
    held = lock_problem(problem)
    _check_step(held, data)
    held.state = data.state
    held.need = data.need or held.need
    held.ended_at = timezone.now() if data.state in OVER else None
    held.save(update_fields=["state", "need", "ended_at"])
    step = held.steps.create(
        state=data.state,
        words=data.words.strip(),
        office=data.office.strip(),
        number=data.number.strip(),
        taken_on=data.taken_on or times.today(),
    )
    audit.record("problem.step", actor=actor, target=held, state=data.state.value)
    if data.state == ProblemState.TIED:
        _note_evidence(held, actor=actor)
    for person in _told(held):
        problem_notices.problem_step(step, page=open_page(person, actor=actor)[0])
    return step


@transaction.atomic
def publish_problem(
    problem: Problem, *, title: str, is_public: bool, actor: audit.Actor
) -> Problem:
    """Show a problem on the list of the neighbourhood under a title of ours, or no more.

    Raises DomainError without a title, and for a contact or an address of a home in it.
    """
    held = lock_problem(problem)
    if is_public and not title.strip():
        raise DomainError(_("Nazwij to jednym zdaniem, bez nazwisk."), field="title")
    wording.check_no_contact(title, field="title")
    held.is_public = is_public
    held.shown_title = title.strip() or held.shown_title
    held.save(update_fields=["is_public", "shown_title"])
    audit.record("problem.published", actor=actor, target=held, is_hidden=not is_public)
    return held


@transaction.atomic
def forget_problems(*, actor: audit.Actor) -> int:
    """Empty who reported what, 180 days after its end; the title and steps stay.

    Returns how many problems it was.
    """
    rows = Problem.objects.filter(ended_at__lt=timezone.now() - KEEP)
    old = list(may_go(rows.exclude(words="", where="", photo="", reporter=None, code_digest="")))
    if old:
        audit.record_many("problem.forgot", actor=actor, targets=old)
    voices = ProblemVoice.objects.filter(problem__in=rows).exclude(person=None)
    may_go(voices).update(person=None)
    for problem in old:
        _forget(problem)
    return len(old)


def lock_problem(problem: Problem) -> Problem:
    """Lock a problem's row until the end of the transaction and read it anew."""
    rows = Problem.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("pal", "reporter", "need").get(pk=problem.pk)


def _made(data: ProblemData, channel: Channel) -> Problem:
    if data.photo and not data.photo_alt.strip():
        raise DomainError(_("Opisz zdjęcie dla osób, które go nie widzą."), field="photo_alt")
    is_rounded = data.may_be_home or data.category in HOMELY
    point = data.point and (places_near.rounded(data.point) if is_rounded else data.point)
    return Problem(
        pal=data.pal,
        category=data.category,
        words=data.words.strip(),
        where=data.where.strip(),
        lat=point.lat if point else None,
        lon=point.lon if point else None,
        is_rounded=bool(point) and is_rounded,
        photo=data.photo or "",
        photo_alt=data.photo_alt.strip() if data.photo else "",
        channel=channel,
        due_on=times.working_day_after(times.today(), days=ANSWER_DAYS),
    )


def _check_step(held: Problem, data: StepData) -> None:
    if held.is_over:
        raise DomainError(_("Ta sprawa jest zakończona. Odśwież stronę."))
    if data.state == ProblemState.NEW or not data.words.strip():
        raise DomainError(
            _("Napisz, co robicie: osoba, która zgłosiła, to przeczyta."), field="words"
        )
    if data.taken_on and data.taken_on > times.today():
        raise DomainError(_("Ten dzień jeszcze nie nadszedł. Sprawdź datę."), field="taken_on")
    if data.state == ProblemState.PASSED and not data.office.strip():
        raise DomainError(_("Napisz, komu to przekazujecie."), field="office")
    _check_need(held, data)


def _check_need(held: Problem, data: StepData) -> None:
    if data.state == ProblemState.TIED and data.need is None:
        raise DomainError(_("Wybierz potrzebę."), field="need")
    if data.need and data.need.pal_id != held.pal_id:
        raise DomainError(_("To potrzeba innego PAL."), field="need")


def _note_evidence(held: Problem, *, actor: audit.Actor) -> None:
    if held.need is None:
        return
    words = _("Zgłoszenie mieszkańców: %(title)s") % {
        "title": held.shown_title or held.get_category_display()
    }
    voices = 1 + held.voices.count()
    data = EvidenceData(method=Method.RESIDENTS, words=words, voices=voices, about=held)
    add_evidence(held.need, data=data, actor=actor)


def _told(held: Problem) -> Iterator[Person]:
    """Yield who hears of a step: who reported it, and of the end everybody who joined."""
    if held.reporter:
        yield held.reporter
    if held.is_over:
        rows = held.voices.exclude(person=None).exclude(person=held.reporter)
        yield from (voice.person for voice in rows.select_related("person") if voice.person)


def _contacts(card: Card) -> list[str]:
    return [each for each in (card.phone, card.email) if each]


def _is_counted(held: Problem, card: Card, person: Person) -> bool:
    """Whether any contact of these counts already: a voice keeps the digest of one alone."""
    digests = {key for each in _contacts(card) for key in problem_links.contact_digests(each)}
    if held.voices.filter(Q(digest__in=digests) | Q(person=person)).exists():
        return True
    told = held.voices.exclude(person=None).values_list("person__phone", "person__email")
    return not _written_once(_contacts(card)).isdisjoint(_written_once(chain.from_iterable(told)))


def _is_reporter(held: Problem, card: Card) -> bool:
    theirs = [held.reporter.phone, held.reporter.email] if held.reporter else []
    return not _written_once(_contacts(card)).isdisjoint(_written_once(theirs))


def _written_once(contacts: Iterable[str]) -> set[str]:
    return {one_contact(each) for each in contacts if each}


def _forget(problem: Problem) -> None:
    if problem.photo:
        storage, name = problem.photo.storage, str(problem.photo.name)
        transaction.on_commit(lambda: storage.delete(name))
    if problem.point:
        point = places_near.rounded(problem.point)
        problem.lat, problem.lon, problem.is_rounded = point.lat, point.lon, True
    problem.reporter, problem.words, problem.where = None, "", ""
    problem.photo, problem.photo_alt, problem.code_digest = "", "", ""
    problem.save()
