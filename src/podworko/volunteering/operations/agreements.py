"""Preparing, signing, changing and ending agreements (volunteering act, art. 44).

Lock order: the volunteer, then agreements, lower key first.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.volunteering import law
from podworko.volunteering.beneficiaries import Benefits, named_beneficiary_of
from podworko.volunteering.models import Agreement, Volunteer
from podworko.volunteering.operations.people import lock as lock_volunteer

State = Agreement.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is agreed; see Agreement for the words."""

    scope: str
    manner: str
    place: str
    begins_on: date
    ends_on: date
    supervisor: User
    hours: int | None = None
    notice_days: int = 7
    policy: str = ""
    is_covered: bool = True
    guardian_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Which papers were signed when, and where the agreement is kept."""

    on: date | None = None
    kept_at: str = ""
    guardian_on: date | None = None
    waived_on: date | None = None


class NotInForceError(DomainError):
    """An agreement is not, or not any more, what the page showed."""

    code = "agreement-moved-on"

    def __init__(self) -> None:
        super().__init__(_("Tego porozumienia nie można już tak zmienić."))


@transaction.atomic
def prepare(volunteer: Volunteer, terms: Terms, *, actor: audit.Actor) -> Agreement:
    """Write an agreement down, to be printed and signed.

    Raises NoBeneficiaryError while nobody agrees for the PAL, and DomainError for who ended
    volunteering, for days out of order and for a policy that is missing where the one who
    benefits insures (art. 46 ust. 3).
    """
    agreement = _made(lock_volunteer(volunteer), terms)
    agreement.save()
    audit.record("agreement.prepared", actor=actor, target=agreement)
    return agreement


@transaction.atomic
def put_in_force(agreement: Agreement, signed: Signed, *, actor: audit.Actor) -> Agreement:
    """Have an agreement hold, with the papers that were signed; again for those signed later.

    One of up to 30 days may hold by word alone, a longer one for 30 days (art. 44 ust. 4). A
    change ends what it changes the day before: only now, when both sides agree, and when 30 days
    are over not before it is signed. Raises NotInForceError when what it changes does not hold
    any more, and DomainError while a minor's guardian has not signed (kodeks cywilny, art. 17),
    while a waiver of travel costs is not on paper (art. 45 ust. 4), for a day that is yet to
    come, and for what became longer without a gap since it was written down, so that somebody
    else insures.
    """
    lock_volunteer(agreement.volunteer)
    former, locked = _locked_pair(agreement)
    if locked.state not in (State.PREPARED, State.IN_FORCE):
        raise NotInForceError
    _note(locked, signed)
    _check_papers(locked)
    if locked.state == State.PREPARED:
        _count_anew(locked)
        _replace(former, locked)
    locked.state = State.IN_FORCE
    locked.save()
    _count_those_after(locked)
    audit.record("agreement.in_force", actor=actor, target=locked, written=bool(locked.signed_on))
    return locked


@transaction.atomic
def amend(agreement: Agreement, terms: Terms, *, actor: audit.Actor) -> Agreement:
    """Write down a change, to be signed; until it is put in force the agreement stays as it is.

    Raises NotInForceError when it does not hold or a change of it is written down already, and
    DomainError as `prepare`.
    """
    volunteer = lock_volunteer(agreement.volunteer)
    locked = lock(agreement)
    if locked.state != State.IN_FORCE or locked.successor:
        raise NotInForceError
    if not locked.begins_on < terms.begins_on <= locked.ends_on + timedelta(days=1):
        raise DomainError(
            _("Zmiana zaczyna się w czasie tego porozumienia albo dzień po nim."),
            field="begins_on",
        )
    amended = _made(volunteer, terms)
    amended.amends = locked
    amended.save()
    audit.record("agreement.amended", actor=actor, target=amended)
    return amended


@transaction.atomic
def drop(agreement: Agreement, *, actor: audit.Actor) -> Agreement:
    """Take back what was written down and never put in force; twice is the same as once.

    Raises NotInForceError for what holds, or held: that is ended.
    """
    locked = lock(agreement)
    if locked.state == State.DROPPED:
        return locked
    if locked.state != State.PREPARED:
        raise NotInForceError
    locked.state, locked.amends = State.DROPPED, None
    locked.save(update_fields=["state", "amends"])
    audit.record("agreement.dropped", actor=actor, target=locked)
    return locked


@transaction.atomic
def terminate(agreement: Agreement, *, on: date, why: str, actor: audit.Actor) -> Agreement:
    """End an agreement before its time, with what was said of it (art. 44 ust. 1).

    Raises NotInForceError when it does not hold, and DomainError for a day outside of it.
    """
    locked = lock(agreement)
    if locked.state != State.IN_FORCE:
        raise NotInForceError
    if not locked.begins_on <= on <= locked.last_day:
        raise DomainError(_("Ten dzień jest poza czasem porozumienia."), field="ended_on")
    return _end(locked, on=on, why=why, actor=actor)


@transaction.atomic
def end_all(volunteer: Volunteer, *, on: date, why: str, actor: audit.Actor) -> None:
    """End what holds of a volunteer's agreements, and take back what was never put in force."""
    rows = Agreement.objects.select_for_update(no_key=True).filter(volunteer=volunteer)
    for each in rows.order_by("pk"):
        if each.state == State.PREPARED:
            drop(each, actor=actor)
        elif each.state == State.IN_FORCE and each.last_day > on:
            _end(each, on=on, why=why, actor=actor)


def lock(agreement: Agreement) -> Agreement:
    """Lock an agreement's row until the end of the transaction and read it anew."""
    rows = Agreement.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("volunteer__person").get(pk=agreement.pk)


def _locked_pair(agreement: Agreement) -> tuple[Agreement | None, Agreement]:
    """Lock what an agreement changes, then itself: the former has the lower key."""
    key = Agreement.objects.values_list("amends", flat=True).get(pk=agreement.pk)
    former = lock(Agreement(pk=key)) if key else None
    return former, lock(agreement)


def _replace(former: Agreement | None, amended: Agreement) -> None:
    if former is None:
        return
    if former.state != State.IN_FORCE or former.last_day < amended.begins_on - timedelta(days=1):
        raise NotInForceError
    former.replaced_on = max(amended.begins_on, _holds_from(amended))
    former.save(update_fields=["replaced_on"])


def _holds_from(amended: Agreement) -> date:
    """Return from which day a change holds: where word alone does not do, once it is signed.

    Until then what it changes holds on, so that nobody works under nothing (art. 44 ust. 4).
    """
    if not amended.must_be_written or amended.begins_on <= amended.unsigned_until:
        return amended.begins_on
    if amended.signed_on is None:
        raise DomainError(
            _("Razem trwa to za długo na samo słowo: zmiana obowiązuje dopiero po podpisaniu."),
            field="signed_on",
        )
    return amended.signed_on


def _count_anew(agreement: Agreement) -> None:
    """Count the time without a gap as it is by now: more may be agreed than when it was written.

    Raises DomainError when somebody else insures then, since the paper names who does.
    """
    agreement.since = _since(agreement.volunteer, agreement.begins_on)
    if law.insurance_of(agreement.since, agreement.ends_on).value != agreement.insurance:
        raise DomainError(
            _("Od przygotowania zmieniło się, kto ubezpiecza. Wycofaj to i przygotuj jeszcze raz.")
        )


def _count_those_after(agreement: Agreement) -> None:
    """Have what follows an agreement without a gap count from where that one does."""
    rows = Agreement.objects.filter(volunteer=agreement.volunteer, state__in=Agreement.AGREED)
    for each in rows.filter(begins_on__gt=agreement.begins_on).order_by("begins_on", "pk"):
        since = _since(agreement.volunteer, each.begins_on)
        if since < each.since:
            Agreement.objects.filter(pk=each.pk).update(since=since)


def _end(agreement: Agreement, *, on: date, why: str, actor: audit.Actor) -> Agreement:
    agreement.state, agreement.ended_on, agreement.ended_why = State.ENDED, on, why
    agreement.save(update_fields=["state", "ended_on", "ended_why"])
    audit.record("agreement.ended", actor=actor, target=agreement)
    return agreement


def _since(volunteer: Volunteer, begins_on: date) -> date:
    """Return the first day of what was agreed without a gap up to a day."""
    held = Agreement.objects.filter(volunteer=volunteer, state__in=Agreement.AGREED)
    before = begins_on - timedelta(days=1)
    touching = (one for one in held if one.begins_on <= begins_on and one.last_day >= before)
    return min((one.since for one in touching), default=begins_on)


def _check_policy(terms: Terms, benefits: Benefits) -> None:
    """See that a policy is named, and lasts as long as the agreement (art. 46 ust. 3)."""
    if not terms.policy:
        raise DomainError(
            _("Do %(days)s dni ubezpieczasz Ty: wpisz numer polisy NNW (art. 46 ust. 3).")
            % {"days": law.rules_on(terms.begins_on).accident_policy_up_to_days},
            field="policy",
        )
    until = benefits.policy_until
    if until and terms.policy == benefits.policy and until < terms.ends_on:
        raise DomainError(
            _("Ta polisa kończy się %(day)s, przed końcem porozumienia.")
            % {"day": date_format(until, "j E Y")},
            field="policy",
        )


def _made(volunteer: Volunteer, terms: Terms) -> Agreement:
    if volunteer.stage == Volunteer.Stage.ENDED:
        raise DomainError(_("Ta osoba zakończyła wolontariat: najpierw zgłasza się na nowo."))
    if terms.ends_on < terms.begins_on:
        raise DomainError(_("Ostatni dzień jest przed pierwszym."), field="ends_on")
    benefits = named_beneficiary_of(volunteer.pal)
    since = _since(volunteer, terms.begins_on)
    insurance = law.insurance_of(since, terms.ends_on)
    if insurance == law.Insurance.POLICY:
        _check_policy(terms, benefits)
    return Agreement(
        volunteer=volunteer,
        scope=terms.scope,
        manner=terms.manner,
        place=terms.place,
        begins_on=terms.begins_on,
        ends_on=terms.ends_on,
        since=since,
        hours=terms.hours,
        supervisor=terms.supervisor,
        notice_days=terms.notice_days,
        insurance=insurance.value,
        policy=terms.policy if insurance == law.Insurance.POLICY else "",
        is_covered=terms.is_covered,
        guardian_name=terms.guardian_name,
    )


def _note(agreement: Agreement, signed: Signed) -> None:
    days = [day for day in (signed.on, signed.guardian_on, signed.waived_on) if day]
    if any(day > times.today() for day in days):
        raise DomainError(_("Podpisu z przyszłości jeszcze nie ma."), field="signed_on")
    agreement.signed_on = signed.on or agreement.signed_on
    agreement.kept_at = signed.kept_at or agreement.kept_at
    agreement.guardian_signed_on = signed.guardian_on or agreement.guardian_signed_on
    agreement.waived_on = signed.waived_on or agreement.waived_on


def _check_papers(agreement: Agreement) -> None:
    is_minor = agreement.volunteer.is_minor_on(agreement.begins_on)
    if is_minor and agreement.guardian_signed_on is None:
        raise DomainError(
            _("Tę osobę reprezentuje opiekun: najpierw jego podpisana zgoda."),
            field="guardian_signed_on",
        )
    if not agreement.is_covered and agreement.waived_on is None:
        raise DomainError(
            _("Kto rezygnuje ze zwrotu kosztów, podpisuje osobną kartkę (art. 45 ust. 4)."),
            field="waived_on",
        )
    if agreement.kept_at and agreement.signed_on is None:
        raise DomainError(_("Kiedy podpisano ten papier?"), field="signed_on")
