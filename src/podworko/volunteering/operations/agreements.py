"""Preparing, signing, changing and ending agreements (volunteering act, art. 44)."""

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

    Raises NoBeneficiaryError while nobody agrees for the PAL, and DomainError for days out of
    order and for a policy that is missing where the one who benefits insures (art. 46 ust. 3).
    """
    agreement = _made(volunteer, terms)
    agreement.save()
    audit.record("agreement.prepared", actor=actor, target=agreement)
    return agreement


@transaction.atomic
def put_in_force(agreement: Agreement, signed: Signed, *, actor: audit.Actor) -> Agreement:
    """Have an agreement hold, with the papers that were signed; again for those signed later.

    One of up to 30 days may hold by word alone, a longer one for 30 days (art. 44 ust. 4). A
    change ends what it changes the day before: only now, when both sides agree. Raises
    NotInForceError when what it changes does not hold any more, and DomainError while a minor's
    guardian has not signed (kodeks cywilny, art. 17), while a waiver of travel costs is not on
    paper (art. 45 ust. 4), and for a day that is yet to come.
    """
    former, locked = _locked_pair(agreement)
    if locked.state not in (State.PREPARED, State.IN_FORCE):
        raise NotInForceError
    _note(locked, signed)
    _check_papers(locked)
    if locked.state == State.PREPARED and former:
        _replace(former, locked)
    locked.state = State.IN_FORCE
    locked.save()
    audit.record("agreement.in_force", actor=actor, target=locked, written=bool(locked.signed_on))
    return locked


@transaction.atomic
def amend(agreement: Agreement, terms: Terms, *, actor: audit.Actor) -> Agreement:
    """Write down a change, to be signed; until it is put in force the agreement stays as it is.

    Raises NotInForceError when it does not hold or a change of it is written down already, and
    DomainError as `prepare`.
    """
    locked = lock(agreement)
    if locked.state != State.IN_FORCE or locked.successor:
        raise NotInForceError
    if not locked.begins_on < terms.begins_on <= locked.ends_on + timedelta(days=1):
        raise DomainError(
            _("Zmiana zaczyna się w czasie tego porozumienia albo dzień po nim."),
            field="begins_on",
        )
    amended = _made(locked.volunteer, terms)
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


def _replace(former: Agreement, amended: Agreement) -> None:
    if former.state != State.IN_FORCE or former.last_day < amended.begins_on - timedelta(days=1):
        raise NotInForceError
    former.replaced_on = amended.begins_on
    former.save(update_fields=["replaced_on"])


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
            _("Do 30 dni ubezpieczasz Ty: wpisz numer polisy NNW (art. 46 ust. 3)."),
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
