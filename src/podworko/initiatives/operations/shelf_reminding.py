"""What the clock does for the shelf: reminders, what nobody collected, forgetting names."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.holds import may_go
from podworko.initiatives import shelf_notices
from podworko.initiatives.models import Loan, LoanNote, Thing
from podworko.initiatives.operations.lending import cancel_loan
from podworko.initiatives.operations.own_pages import open_page
from podworko.initiatives.operations.pages import open_pages
from podworko.initiatives.operations.shelf import forget_file

LATE_AFTER = (1, 3, 7)
"""Days after the last one on which each of the three reminders goes out."""
UNANSWERED = timedelta(days=30)
KEEP = timedelta(days=365)
State = Loan.State


@transaction.atomic
def remind_before_out(*, actor: audit.Actor) -> int:
    """Remind both sides, once, the day before a thing is handed over; return how many loans."""
    tomorrow = times.today() + timedelta(days=1)
    due = _locked(Q(state=State.AGREED, first_on__lte=tomorrow, out_reminded_on=None))
    for loan in due:
        pages = open_pages(loan.borrower, loan.thing.owner, actor=actor)
        for page, _code in pages.values():
            shelf_notices.loan_tomorrow(loan, page=page)
        loan.out_reminded_on = times.today()
        loan.save(update_fields=["out_reminded_on"])
    return len(due)


@transaction.atomic
def remind_before_back(*, actor: audit.Actor) -> int:
    """Remind who has a thing, once, the day before it comes back; return how many loans."""
    today = times.today()
    soon = Q(last_on__range=(today, today + timedelta(days=1)), back_reminded_on=None)
    due = _locked(Q(state=State.OUT) & soon)
    for loan in due:
        if loan.borrower:
            page, _code = open_page(loan.borrower, actor=actor)
            shelf_notices.loan_back_tomorrow(loan, page=page)
        loan.back_reminded_on = today
        loan.save(update_fields=["back_reminded_on"])
    return len(due)


@transaction.atomic
def remind_of_late(*, actor: audit.Actor) -> int:
    """Remind who has a thing too long, three times; then it is on the desk's list alone.

    Returns how many loans it was.
    """
    late = [loan for loan in _locked(_late()) if loan.overdue_step < _step(loan)]
    for loan in late:
        loan.overdue_step = _step(loan)
        loan.save(update_fields=["overdue_step"])
        if loan.borrower:
            page, _code = open_page(loan.borrower, actor=actor)
            shelf_notices.loan_overdue(loan, page=page)
    return len(late)


@transaction.atomic
def lapse_uncollected(*, actor: audit.Actor) -> int:
    """Call off what nobody collected until its last day; return how many.

    What nobody even answered is called off a month later: until then it waits at the desk.
    """
    today = times.today()
    unanswered = Q(state=State.ASKED, last_on__lt=today - UNANSWERED)
    rows = Loan.objects.filter(Q(state=State.AGREED, last_on__lt=today) | unanswered)
    gone = list(rows.select_related("thing", "borrower").order_by("thing_id", "pk"))
    for loan in gone:
        cancel_loan(loan, by_borrower=False, actor=actor)
    return len(gone)


@transaction.atomic
def forget_loans(*, actor: audit.Actor) -> int:
    """Empty who borrowed, and every word, a year after the end; the days stay to be counted.

    Returns how many loans it was.
    """
    before = timezone.now() - KEEP
    ended = Q(back_at__lt=before) | Q(
        state__in=(State.DECLINED, State.CANCELLED), answered_at__lt=before
    )
    is_empty = Q(borrower=None, words="", answer="", out_words="", out_by="")
    is_empty &= Q(back_words="", back_by="", damage="")
    written = Exists(LoanNote.objects.filter(loan=OuterRef("pk")))
    old = list(may_go(Loan.objects.filter(ended).filter(~is_empty | written)))
    if old:
        audit.record_many("loan.forgot", actor=actor, targets=old)
    may_go(LoanNote.objects.filter(loan__in=old), deleting=True).delete()
    Loan.objects.filter(pk__in=[loan.pk for loan in old]).update(
        borrower=None,
        words="",
        answer="",
        out_words="",
        out_by="",
        back_words="",
        back_by="",
        damage="",
    )
    return len(old)


@transaction.atomic
def forget_things(*, actor: audit.Actor) -> int:
    """Empty whose a thing was, a year after it was withdrawn, and delete its photograph.

    Returns how many things it was.
    """
    rows = Thing.objects.filter(withdrawn_on__lt=times.today() - KEEP)
    known = rows.exclude(owner=None, photo="", answer="")
    return empty_things(list(may_go(known)), actor=actor)


@transaction.atomic
def empty_things(old: list[Thing], *, actor: audit.Actor) -> int:
    """Empty whose these things were and delete their photographs; return how many."""
    if old:
        audit.record_many("thing.forgot", actor=actor, targets=old)
    for thing in old:
        if thing.photo:
            forget_file(thing)
    gone = Thing.objects.filter(pk__in=[thing.pk for thing in old])
    gone.update(owner=None, shown_name="", photo="", photo_alt="", answer="")
    return len(old)


def _late() -> Q:
    first = times.today() - timedelta(days=LATE_AFTER[0])
    return Q(state=State.OUT, last_on__lte=first, overdue_step__lt=len(LATE_AFTER))


def _step(loan: Loan) -> int:
    """Return which of the three reminders is due by now; none is made up for."""
    return sum(loan.days_late >= days for days in LATE_AFTER)


def _locked(wanted: Q) -> list[Loan]:
    rows = Loan.objects.filter(wanted).select_for_update(no_key=True, of=("self",))
    return list(rows.select_related("borrower", "thing__pal", "thing__owner").order_by("pk"))
