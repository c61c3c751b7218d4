"""Preparing, signing, changing and ending agreements (volunteering act, art. 44)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.volunteering import law
from podworko.volunteering.beneficiaries import named_beneficiary_of
from podworko.volunteering.models import Agreement, Volunteer


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

    One of up to 30 days may hold by word alone, a longer one for 30 days (art. 44 ust. 4). Raises
    DomainError while a minor's guardian has not signed (kodeks cywilny, art. 17), while a waiver
    of travel costs is not on paper (art. 45 ust. 4), and for a day that is yet to come.
    """
    locked = lock(agreement)
    if locked.state == Agreement.State.ENDED:
        raise NotInForceError
    _note(locked, signed)
    _check_papers(locked)
    locked.state = Agreement.State.IN_FORCE
    locked.save()
    audit.record("agreement.in_force", actor=actor, target=locked, written=bool(locked.signed_on))
    return locked


@transaction.atomic
def amend(agreement: Agreement, terms: Terms, *, actor: audit.Actor) -> Agreement:
    """Agree on something else from a day on; the former agreement holds until the day before.

    Raises NotInForceError when it does not hold or was amended already, and DomainError as
    `prepare`.
    """
    locked = lock(agreement)
    if locked.state != Agreement.State.IN_FORCE or hasattr(locked, "amended_by"):
        raise NotInForceError
    if not locked.begins_on < terms.begins_on <= locked.ends_on + timedelta(days=1):
        raise DomainError(
            _("Zmiana zaczyna się w czasie tego porozumienia albo dzień po nim."),
            field="begins_on",
        )
    amended = _made(locked.volunteer, terms)
    amended.amends = locked
    amended.save()
    locked.ends_on = min(locked.ends_on, terms.begins_on - timedelta(days=1))
    locked.save(update_fields=["ends_on"])
    audit.record("agreement.amended", actor=actor, target=amended)
    return amended


@transaction.atomic
def terminate(agreement: Agreement, *, on: date, why: str, actor: audit.Actor) -> Agreement:
    """End an agreement before its time, with what was said of it (art. 44 ust. 1).

    Raises NotInForceError when it does not hold, and DomainError for a day outside of it.
    """
    locked = lock(agreement)
    if locked.state != Agreement.State.IN_FORCE:
        raise NotInForceError
    if not locked.begins_on <= on <= locked.ends_on:
        raise DomainError(_("Ten dzień jest poza czasem porozumienia."), field="ended_on")
    locked.state, locked.ended_on, locked.ended_why = Agreement.State.ENDED, on, why
    locked.save(update_fields=["state", "ended_on", "ended_why"])
    audit.record("agreement.ended", actor=actor, target=locked)
    return locked


def lock(agreement: Agreement) -> Agreement:
    """Lock an agreement's row until the end of the transaction and read it anew."""
    rows = Agreement.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("volunteer__person").get(pk=agreement.pk)


def _made(volunteer: Volunteer, terms: Terms) -> Agreement:
    if terms.ends_on < terms.begins_on:
        raise DomainError(_("Ostatni dzień jest przed pierwszym."), field="ends_on")
    named_beneficiary_of(volunteer.pal)
    insurance = law.insurance_of(terms.begins_on, terms.ends_on)
    if insurance == law.Insurance.POLICY and not terms.policy:
        raise DomainError(
            _("Do 30 dni ubezpieczasz Ty: wpisz numer polisy NNW (art. 46 ust. 3)."),
            field="policy",
        )
    return Agreement(
        volunteer=volunteer,
        scope=terms.scope,
        manner=terms.manner,
        place=terms.place,
        begins_on=terms.begins_on,
        ends_on=terms.ends_on,
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
    if agreement.lacks_guardian_on(agreement.begins_on):
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
