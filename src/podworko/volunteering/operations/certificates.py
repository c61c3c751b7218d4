"""Asking for certificates and opinions, issuing them as they stand, withdrawing them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core import codes, times, vault
from podworko.core.errors import DomainError
from podworko.people.public import Channel
from podworko.volunteering import certificate_codes
from podworko.volunteering.beneficiaries import named_beneficiary_of
from podworko.volunteering.models import Agreement, Certificate, Volunteer
from podworko.volunteering.notices_hours import tell_declined, tell_issued
from podworko.volunteering.operations.people import lock as lock_volunteer

Kind, State = Certificate.Kind, Certificate.State
ANSWER_DAYS = 7
"""How many days after it was asked for a paper is promised."""
MOST_WAITING = 5
"""How many requests of one volunteer may wait at once."""
_TRIES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks for, and what they need it for: for a school, its name."""

    kind: str = Kind.CERTIFICATE
    words: str = ""
    channel: Channel = Channel.WEB


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a certificate says besides what is known: period, scope, and whoever signs."""

    kind: str
    since: date
    until: date
    scope: str
    place: str
    signatory: str
    signatory_role: str
    opinion: str = ""
    school: str = ""


class CertificateMovedOnError(DomainError):
    """A request or certificate is not any more what the page showed."""

    code = "certificate-moved-on"

    def __init__(self) -> None:
        super().__init__(_("To już się zmieniło. Odśwież stronę i zobacz, jak jest teraz."))


@transaction.atomic
def ask_for_certificate(volunteer: Volunteer, asked: Asked, *, actor: audit.Actor) -> Certificate:
    """Note that somebody asks for a paper; the same one that waits already is that one.

    It is promised in ANSWER_DAYS. Raises DomainError when too many of theirs wait.
    """
    lock_volunteer(volunteer)
    waiting = volunteer.certificates.filter(state=State.REQUESTED)
    same = waiting.filter(kind=asked.kind, asked_words=asked.words).first()
    if same:
        return same
    if waiting.count() >= MOST_WAITING:
        raise DomainError(_("Kilka próśb już czeka. Odpowiemy na nie, zanim przyjmiemy następne."))
    made = Certificate.objects.create(
        volunteer=volunteer,
        kind=asked.kind,
        asked_words=asked.words,
        channel=asked.channel,
        due_on=times.today() + timedelta(days=ANSWER_DAYS),
    )
    audit.record("certificate.requested", actor=actor, target=made, channel=asked.channel)
    return made


@transaction.atomic
def issue_certificate(request: Certificate, wording: Wording, *, actor: User) -> Certificate:
    """Issue what was asked for: with the confirmed hours of the period, as they are now.

    Whatever changes later, the paper stays as it is. Raises CertificateMovedOnError for what was
    answered already; DomainError for a period in which no agreement was, or that is not over,
    and for an opinion without words.
    """
    locked = _lock(request)
    if locked.state != State.REQUESTED:
        raise CertificateMovedOnError
    _check(locked.volunteer, wording)
    _freeze(locked, wording, actor)
    _number(locked)
    audit.record("certificate.issued", actor=actor, target=locked, kind=locked.kind)
    tell_issued(locked)
    return locked


@transaction.atomic
def decline_certificate(request: Certificate, *, why: str, actor: User) -> Certificate:
    """Answer that a paper is not given, and why; an opinion may be declined (art. 44 ust. 3).

    A certificate is a right (art. 44 ust. 2): it is declined only to who did nothing yet. Raises
    CertificateMovedOnError for what was answered, DomainError for a certificate that is due.
    """
    locked = _lock(request)
    if locked.state != State.REQUESTED or not why:
        raise CertificateMovedOnError
    if locked.kind != Kind.OPINION and has_served(locked.volunteer):
        raise DomainError(
            _("Zaświadczenie należy się na żądanie (art. 44 ust. 2). Odmówić można tylko opinii.")
        )
    locked.state, locked.declined_why = State.DECLINED, why
    locked.save(update_fields=["state", "declined_why"])
    audit.record("certificate.declined", actor=actor, target=locked)
    tell_declined(locked)
    return locked


@transaction.atomic
def withdraw_certificate(certificate: Certificate, *, why: str, actor: User) -> Certificate:
    """Take back what was issued: whoever checks the code reads that. Twice is the same as once."""
    locked = _lock(certificate)
    if locked.state == State.WITHDRAWN:
        return locked
    if locked.state != State.ISSUED or not why:
        raise CertificateMovedOnError
    locked.state, locked.withdrawn_why = State.WITHDRAWN, why
    locked.withdrawn_at = timezone.now()
    locked.save(update_fields=["state", "withdrawn_why", "withdrawn_at"])
    audit.record("certificate.withdrawn", actor=actor, target=locked)
    return locked


def confirmed_minutes(volunteer: Volunteer, *, since: date, until: date) -> int:
    """Return the confirmed minutes of a volunteer in a period, both days included."""
    rows = volunteer.hours.confirmed().filter(day__gte=since, day__lte=until)
    return rows.aggregate(minutes=Sum("minutes"))["minutes"] or 0


def has_served(volunteer: Volunteer) -> bool:
    """Whether anything was agreed with somebody, or any of their hours confirmed."""
    is_agreed = volunteer.agreements.exclude(state="prepared").exists()
    return is_agreed or volunteer.hours.confirmed().exists()


def _lock(certificate: Certificate) -> Certificate:
    rows = Certificate.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("volunteer__person", "volunteer__pal").get(pk=certificate.pk)


def _check(volunteer: Volunteer, wording: Wording) -> None:
    named_beneficiary_of(volunteer.pal)
    _check_period(volunteer, wording)
    if wording.kind == Kind.OPINION and not wording.opinion:
        raise DomainError(_("Wpisz opinię."), field="opinion")
    if wording.kind == Kind.SCHOOL and not wording.school:
        raise DomainError(_("Wpisz nazwę szkoły."), field="school")


def _check_period(volunteer: Volunteer, wording: Wording) -> None:
    if wording.until < wording.since:
        raise DomainError(_("Ostatni dzień jest przed pierwszym."), field="until")
    if wording.until > times.today():
        raise DomainError(_("Zaświadczamy o tym, co już było."), field="until")
    if not _agreed_in(volunteer, wording):
        raise DomainError(
            _("W tym czasie nie było żadnego porozumienia z tą osobą."), field="since"
        )


def _agreed_in(volunteer: Volunteer, wording: Wording) -> bool:
    rows = volunteer.agreements.filter(state__in=Agreement.AGREED, begins_on__lte=wording.until)
    return any(one.last_day >= wording.since for one in rows)


def _freeze(certificate: Certificate, wording: Wording, actor: User) -> None:
    """Write down all that the paper says."""
    volunteer = certificate.volunteer
    benefits = named_beneficiary_of(volunteer.pal)
    code = codes.drawn_long()
    fields = {
        "state": State.ISSUED,
        "kind": wording.kind,
        "name": volunteer.person.name,
        "pal_name": volunteer.pal.name,
        "beneficiary": benefits.name,
        "beneficiary_address": benefits.address,
        "since": wording.since,
        "until": wording.until,
        "minutes": confirmed_minutes(volunteer, since=wording.since, until=wording.until),
        "scope": wording.scope,
        "opinion": wording.opinion if wording.kind == Kind.OPINION else "",
        "school": wording.school if wording.kind == Kind.SCHOOL else "",
        "place": wording.place,
        "signatory": wording.signatory,
        "signatory_role": wording.signatory_role,
        "issued_on": times.today(),
        "issued_by": actor,
        "code": vault.sealed({"code": code}),
        "code_digest": certificate_codes.digest(code),
    }
    for name, value in fields.items():
        setattr(certificate, name, value)


def _number(certificate: Certificate) -> None:
    """Give the next number of the year and save; who comes at the same moment takes the next."""
    certificate.year = times.today().year
    for _try in range(_TRIES):
        certificate.number = _next_number(certificate.year)
        try:
            with transaction.atomic():
                certificate.save()
        except IntegrityError:
            continue
        return
    raise DomainError(_("Nie udało się nadać numeru. Spróbuj jeszcze raz."))


def _next_number(year: int) -> int:
    taken = Certificate.objects.filter(year=year).aggregate(last=Max("number"))
    return (taken["last"] or 0) + 1
