"""The notice board: posted, looked at, extended, hidden, appealed, reported."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.holds import may_go
from podworko.core.text import fold, squeeze
from podworko.initiatives import board_notices, wording
from podworko.initiatives.models import Notice, NoticeReport
from podworko.initiatives.operations.own_pages import open_page
from podworko.people.public import Card, Channel, register

LOOK_DAYS = 2
"""Working days within which staff look at a notice."""
LONGEST = timedelta(days=60)
AGAIN = timedelta(days=30)
"""By how much one press makes a notice last."""
REMIND_AHEAD = timedelta(days=3)
KEEP = timedelta(days=90)
State = Notice.State
LIVE = (State.WAITING, State.ASKED_BACK, State.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Posted:
    """What came of posting; `code` opens the own page, "" for whoever had one before."""

    notice: Notice
    code: str


@transaction.atomic
def post(notice: Notice, card: Card, *, channel: Channel, actor: audit.Actor) -> Posted:
    """Take a notice; it hangs after staff looked at it, by a promised day.

    Raises DomainError for prices and contacts, for more than sixty days, and for the same words
    that hang or wait already.
    """
    _check_words(notice)
    last = times.today() + LONGEST
    if not times.today() <= notice.expires_on <= last:
        text = _("Ogłoszenie wisi najdłużej 60 dni: do %(day)s.") % {"day": f"{last:%d.%m.%Y}"}
        raise DomainError(text, field="expires_on")
    notice.person = register(card, channel=channel, actor=actor)
    notice.channel, notice.state = channel, State.WAITING
    _send_to_desk(notice)
    notice.save()
    audit.record("notice.posted", actor=actor, target=notice, channel=channel)
    page, code = open_page(notice.person, actor=actor)
    board_notices.notice_taken(notice, page=page, code=code)
    return Posted(notice, code)


@transaction.atomic
def answer_notice(notice: Notice, *, state: str, words: str, actor: audit.Actor) -> Notice:
    """Put a notice up, ask for other words, or decline it; its author reads why.

    Raises DomainError when somebody answered it meanwhile, and for a no without words.
    """
    held = lock_notice(notice)
    if held.state != State.WAITING:
        raise DomainError(_("To ogłoszenie już ktoś sprawdził. Odśwież stronę."))
    _settle(held, state=state, words=words)
    audit.record("notice.answered", actor=actor, target=held, state=state)
    board_notices.notice_answered(held, page=open_page(held.person, actor=actor)[0])
    return held


@transaction.atomic
def mend_notice(notice: Notice, *, title: str, words: str, actor: audit.Actor) -> Notice:
    """Send other words of a notice that was asked back; it waits for a look again.

    Raises DomainError for what was not asked back, and as `post` does.
    """
    held = lock_notice(notice)
    if held.state != State.ASKED_BACK:
        raise DomainError(_("Tego ogłoszenia nie można teraz zmienić."))
    held.title, held.words, held.state = title, words, State.WAITING
    _check_words(held)
    held.expires_on = max(held.expires_on, times.today() + timedelta(days=7))
    _send_to_desk(held)
    held.save()
    audit.record("notice.mended", actor=actor, target=held)
    return held


@transaction.atomic
def extend_notice(notice: Notice, *, actor: audit.Actor) -> Notice:
    """Let a notice hang for thirty days from today, or longer if it does anyway.

    Raises DomainError for what does not hang.
    """
    held = lock_notice(notice)
    if held.state != State.PUBLISHED:
        raise DomainError(_("Przedłużyć można ogłoszenie, które wisi na tablicy."))
    held.expires_on = max(held.expires_on, times.today() + AGAIN)
    held.reminded_on = None
    held.save(update_fields=["expires_on", "reminded_on"])
    audit.record("notice.extended", actor=actor, target=held)
    return held


@transaction.atomic
def withdraw_notice(notice: Notice, *, actor: audit.Actor) -> None:
    """Take one's own notice down. Twice is the same as once."""
    held = lock_notice(notice)
    if held.state == State.WITHDRAWN:
        return
    held.state = State.WITHDRAWN
    held.save(update_fields=["state"])
    audit.record("notice.withdrawn", actor=actor, target=held)


@transaction.atomic
def hide_notice(notice: Notice, *, words: str, actor: audit.Actor) -> Notice:
    """Take a notice off the board; its author reads why, and may appeal once.

    Raises DomainError for what does not hang, and without words.
    """
    held = lock_notice(notice)
    if held.state != State.PUBLISHED:
        raise DomainError(_("Tego ogłoszenia nie ma na tablicy. Odśwież stronę."))
    _settle(held, state=State.HIDDEN, words=words)
    held.reports.filter(closed_at=None).update(closed_at=timezone.now())
    audit.record("notice.hidden", actor=actor, target=held)
    board_notices.notice_answered(held, page=open_page(held.person, actor=actor)[0])
    return held


@transaction.atomic
def appeal(notice: Notice, *, words: str, actor: audit.Actor) -> Notice:
    """Ask once for a second look at what was declined or hidden.

    Raises DomainError without words, and for a second appeal.
    """
    held = lock_notice(notice)
    if not held.may_appeal:
        raise DomainError(_("Od tej decyzji nie można się już odwołać."))
    if not words.strip():
        raise DomainError(_("Napisz, z czym się nie zgadzasz."), field="words")
    held.appeal, held.appealed_at = words.strip(), timezone.now()
    held.save(update_fields=["appeal", "appealed_at"])
    audit.record("notice.appealed", actor=actor, target=held)
    return held


@transaction.atomic
def answer_appeal(notice: Notice, *, hangs: bool, words: str, actor: audit.Actor) -> Notice:
    """Answer an appeal, for good: the notice hangs again, or it stays as it is, with words.

    Raises DomainError when there is none to answer, and for a no without words.
    """
    held = lock_notice(notice)
    if not held.appeal_waits:
        raise DomainError(_("Na to odwołanie już ktoś odpowiedział. Odśwież stronę."))
    held.appeal_answered_at = timezone.now()
    if hangs:
        held.expires_on = max(held.expires_on, times.today() + timedelta(days=14))
    _settle(held, state=State.PUBLISHED if hangs else held.state, words=words)
    audit.record("notice.appeal_answered", actor=actor, target=held, state=held.state)
    board_notices.notice_answered(held, page=open_page(held.person, actor=actor)[0])
    return held


@transaction.atomic
def report_notice(notice: Notice, *, reason: str, words: str, actor: audit.Actor) -> NoticeReport:
    """Take it that somebody says a notice breaks the rules; nobody asks who."""
    made = NoticeReport.objects.create(notice=notice, reason=reason, words=words.strip())
    audit.record("notice.reported", actor=actor, target=notice, reason=reason)
    return made


@transaction.atomic
def close_reports(notice: Notice, *, actor: audit.Actor) -> int:
    """Say that what was reported of a notice is all right; return how many reports it was."""
    closed = notice.reports.filter(closed_at=None).update(closed_at=timezone.now())
    audit.record("notice.reports_closed", actor=actor, target=notice)
    return closed


@transaction.atomic
def remind_of_notices(*, actor: audit.Actor) -> int:
    """Write to authors, once, three days before a notice goes; return how many."""
    today = times.today()
    rows = Notice.objects.public().filter(expires_on__lte=today + REMIND_AHEAD, reminded_on=None)
    due = list(rows.select_for_update(no_key=True, of=("self",)).select_related("person", "pal"))
    for notice in due:
        board_notices.notice_expiring(notice, page=open_page(notice.person, actor=actor)[0])
        notice.reminded_on = today
        notice.save(update_fields=["reminded_on"])
    return len(due)


@transaction.atomic
def forget_notices(*, actor: audit.Actor) -> int:
    """Delete notices, with replies and reports, ninety days after they expired; return how many."""
    rows = Notice.objects.filter(expires_on__lt=times.today() - KEEP)
    old = list(may_go(rows, deleting=True))
    if old:
        audit.record_many("notice.forgot", actor=actor, targets=old)
    Notice.objects.filter(pk__in=[each.pk for each in old]).delete()
    return len(old)


def lock_notice(notice: Notice) -> Notice:
    """Lock a notice's row until the end of the transaction and read it anew."""
    rows = Notice.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("pal", "person").get(pk=notice.pk)


def digest_of(title: str, words: str) -> str:
    """Return what the same words give, whatever their case, accents and spaces."""
    return hashlib.sha256(squeeze(fold(f"{title} {words}")).encode()).hexdigest()


def _check_words(notice: Notice) -> None:
    wording.check_neighbourly(title=notice.title, words=notice.words, shown_name=notice.shown_name)
    notice.digest = digest_of(notice.title, notice.words)
    twins = Notice.objects.filter(pal=notice.pal, digest=notice.digest, state__in=LIVE)
    if twins.filter(expires_on__gte=times.today()).exclude(pk=notice.pk).exists():
        raise DomainError(
            _("Te same słowa już wiszą albo czekają na sprawdzenie. Przedłuż tamto ogłoszenie."),
            field="words",
        )


def _send_to_desk(notice: Notice) -> None:
    notice.sent_at, notice.answered_at, notice.answer = timezone.now(), None, ""
    notice.due_on = times.working_day_after(times.today(), days=LOOK_DAYS)


def _settle(held: Notice, *, state: str, words: str) -> None:
    if state != State.PUBLISHED and not words.strip():
        raise DomainError(_("Napisz, dlaczego: autorka lub autor to przeczyta."), field="words")
    held.state, held.answer, held.answered_at = state, words.strip(), timezone.now()
    if state == State.PUBLISHED:
        held.published_at = held.published_at or timezone.now()
    held.save()
