"""What is done as days pass: reminders of agreements, and forgetting who only asked."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.holds import may_go
from podworko.volunteering import notices
from podworko.volunteering.models import Agreement, Application, Checked, Declared, Volunteer

__all__ = [
    "KEEP_APPLICATIONS",
    "KEEP_CHECKS",
    "erase_old",
    "erase_old_checks",
    "remind_of_agreements",
]

KEEP_APPLICATIONS = timedelta(days=180)
KEEP_CHECKS = timedelta(days=1825)
ENDS_WITHIN = timedelta(days=30)
UNSIGNED_WITHIN = timedelta(days=10)
"""How long before somebody may work no more without a signature they are told."""
State = Application.State
ONLY_ASKED = (Volunteer.Stage.APPLIED, Volunteer.Stage.TALK)


def remind_of_agreements() -> None:
    """Write, once each, of agreements that end within 30 days, and of those nobody signed.

    Whoever has agreed on what comes after is not told that it ends.
    """
    today = times.today()
    rows = Agreement.objects.filter(state=Agreement.State.IN_FORCE, ends_on__gte=today)
    held = list(rows.select_related("volunteer__person", "volunteer__pal"))
    last = {one.volunteer_id: max(_ends(held, one.volunteer_id)) for one in held}
    for one in held:
        if one.last_day <= today + ENDS_WITHIN and one.last_day == last[one.volunteer_id]:
            notices.agreement_ends(one)
        is_unsigned = one.must_be_written and one.signed_on is None
        if is_unsigned and today <= one.unsigned_until <= today + UNSIGNED_WITHIN:
            notices.unsigned(one, last_on=one.unsigned_until)


@transaction.atomic
def erase_old(*, actor: audit.Actor) -> int:
    """Forget who applied and was not taken half a year after the answer; return how many.

    Of those who were taken the words go and the fact stays: shifts are for what one was taken
    for. A card on which nothing is left goes with its last application.
    """
    before = timezone.now() - KEEP_APPLICATIONS
    old = Application.objects.select_for_update(no_key=True, of=("self",))
    old = old.filter(answered_at__lte=before)
    is_no = Q(state__in=(State.DECLINED, State.WITHDRAWN))
    gone = list(may_go(old.filter(is_no), deleting=True))
    audit.record_many("application.erased", actor=actor, targets=gone)
    Application.objects.filter(pk__in=[each.pk for each in gone]).delete()
    kept = old.exclude(is_no)
    may_go(kept.exclude(remark="", answer="")).update(remark="", answer="")
    _erase_empty_cards({each.volunteer_id for each in gone}, actor=actor)
    return len(gone)


@transaction.atomic
def erase_old_checks(*, actor: audit.Actor) -> int:
    """Forget what registers said five years after it stopped holding; return how many rows.

    What has no last day stops holding when its person ends volunteering, or leads no more.
    """
    before = times.today() - KEEP_CHECKS
    left = Q(person__in=_people_gone(before)) | Q(leader__ends_on__lt=before)
    rows = Checked.objects.select_for_update(no_key=True, of=("self",))
    over = rows.filter(left | Q(valid_to__lt=before))
    old = list(may_go(over, deleting=True).order_by("pk"))
    audit.record_many("check.erased", actor=actor, targets=old)
    Checked.objects.filter(pk__in=[each.pk for each in old]).delete()
    told = list(may_go(Declared.objects.filter(left), deleting=True).order_by("pk"))
    audit.record_many("check.erased", actor=actor, targets=told)
    Declared.objects.filter(pk__in=[each.pk for each in told]).delete()
    return len(old) + len(told)


def _people_gone(before: date) -> QuerySet[Volunteer, int]:
    """Return the keys of people who ended volunteering everywhere before a day."""
    live = Q(ended_on=None) | Q(ended_on__gte=before)
    rows = Volunteer.objects.exclude(person__in=Volunteer.objects.filter(live).values("person"))
    return rows.values_list("person", flat=True)


def _ends(agreements: list[Agreement], volunteer_id: int) -> list[date]:
    return [one.last_day for one in agreements if one.volunteer_id == volunteer_id]


def _erase_empty_cards(keys: set[int], *, actor: audit.Actor) -> None:
    rows = Volunteer.objects.filter(pk__in=keys, stage__in=ONLY_ASKED, applications=None)
    rows = rows.filter(agreements=None, turns=None, hours=None, certificates=None)
    empty = list(may_go(rows, deleting=True))
    audit.record_many("volunteer.erased", actor=actor, targets=empty)
    Volunteer.objects.filter(pk__in=[each.pk for each in empty]).delete()
