"""Whether messages leave and background jobs run."""

from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django_tasks_db.models import DBTaskResult

from podworko.core.health import Level, Problem, health_check
from podworko.messages.gateways import email_gateway, sms_gateway
from podworko.messages.jobs import PERIODIC
from podworko.messages.models import MOVING, Message, Schedule, Status, Worker

OVERDUE = timedelta(minutes=15)
CALL_WITHIN = timedelta(days=2)
STALLED = timedelta(hours=1)
RECENT = timedelta(days=7)
MISSED_TICKS = 3
MAIL_SECONDS = 10
GRACE = timedelta(minutes=2)

_START = "Start the background worker: ./podworko jobs"


@health_check
def gateways() -> list[Problem]:
    """E-mail and SMS are configured in a way that can work."""
    found = []
    for make in (email_gateway, sms_gateway):
        try:
            make().close()
        except ImproperlyConfigured as error:
            found.append(Problem(Level.ERROR, "messages.gateway", str(error), "Correct it."))
    return found


@health_check
def mail_server() -> list[Problem]:
    """See that the mail server lets us in, by TLS and a name where they are set; send nothing."""
    if settings.PODWORKO_EMAIL_GATEWAY != "smtp":
        return []
    server = get_connection("django.core.mail.backends.smtp.EmailBackend", timeout=MAIL_SECONDS)
    try:
        server.open()
    except (OSError, SMTPException) as error:
        host = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        message = f"The mail server {host} does not let us in ({type(error).__name__})."
        hint = "Compare PODWORKO_SMTP_HOST, _PORT, _USER, _PASSWORD and _TLS with what it asks for."
        return [Problem(Level.ERROR, "messages.mail_server", message, hint)]
    finally:
        server.close()
    return []


@health_check
def worker() -> list[Problem]:
    """Somebody is there to send what waits."""
    waiting = Message.objects.due(timezone.now()).count()
    if not waiting or Worker.objects.alive().exists():
        return []
    message = f"{waiting} messages wait and no background worker is alive."
    return [Problem(Level.ERROR, "messages.no_worker", message, _START)]


@health_check
def overdue() -> list[Problem]:
    """Nothing waits much longer than it should: its first time has come long ago."""
    now = timezone.now()
    late = Message.objects.filter(status__in=MOVING, created_at__lt=now - OVERDUE)
    late = late.exclude(not_before__gt=now - OVERDUE)
    count = late.count()
    if not count:
        return []
    errors = late.exclude(last_error="").values_list("last_error", flat=True)
    why = ", ".join(sorted(set(errors[:1000]))[:5]) or "no worker got to them"
    message = f"{count} messages are more than 15 minutes late ({why})."
    hint = "Look at the mail server and the SMS gateway; they will be tried again by themselves."
    return [Problem(Level.ERROR, "messages.overdue", message, hint)]


@health_check
def failed() -> list[Problem]:
    """No message was given up lately and left so."""
    since = timezone.now() - RECENT
    count = Message.objects.filter(status=Status.FAILED, created_at__gt=since).count()
    if not count:
        return []
    message = f"{count} messages of the last 7 days could not be delivered."
    hint = "Open /biurko/wiadomosci/?status=failed: send again, or withdraw what was settled."
    return [Problem(Level.WARNING, "messages.failed", message, hint)]


@health_check
def calls() -> list[Problem]:
    """Nobody waits for a call for days."""
    since = timezone.now() - CALL_WITHIN
    count = Message.objects.filter(status=Status.TO_CALL, created_at__lt=since).count()
    if not count:
        return []
    message = f"{count} people have waited for a call for more than two days."
    return [Problem(Level.WARNING, "messages.calls", message, "Open /biurko/telefony/.")]


@health_check
def tasks() -> list[Problem]:
    """No task hangs, vanished with its worker, or was given up."""
    return [*_stalled(), *_vanished(), *_given_up()]


@health_check
def periodic() -> list[Problem]:
    """Every periodic function ran within three of its intervals."""
    autodiscover_modules("tasks")
    rows = {row.name: row for row in Schedule.objects.all()}
    if not rows:
        return [Problem(Level.ERROR, "jobs.never", "No background job has ever run.", _START)]
    return [problem for name in sorted(PERIODIC) for problem in _late(name, rows.get(name))]


def _stalled() -> list[Problem]:
    since = timezone.now() - STALLED
    count = DBTaskResult.objects.running().filter(started_at__lt=since).count()
    if not count:
        return []
    message = f"{count} tasks have run for more than an hour."
    hint = "Restart the worker that runs them; they will begin anew."
    return [Problem(Level.WARNING, "jobs.stalled", message, hint)]


def _vanished() -> list[Problem]:
    running = list(DBTaskResult.objects.running())
    alive = set(Worker.objects.alive().values_list("worker_id", flat=True))
    count = sum(1 for task in running if not alive & set(task.worker_ids[-1:]))
    if not count:
        return []
    message = f"{count} tasks vanished with their worker."
    return [Problem(Level.WARNING, "jobs.vanished", message, _START)]


def _given_up() -> list[Problem]:
    since = timezone.now() - RECENT
    failed_tasks = DBTaskResult.objects.failed().filter(finished_at__gt=since)
    paths = sorted(set(failed_tasks.values_list("task_path", flat=True)))
    if not paths:
        return []
    message = f"Tasks of the last 7 days were given up: {', '.join(paths)}."
    return [Problem(Level.WARNING, "jobs.failed", message, "Look into the worker's log.")]


def _late(name: str, row: Schedule | None) -> list[Problem]:
    if row is None:
        message = f"Periodic function {name} is not planned yet."
        return [Problem(Level.WARNING, "jobs.unplanned", message, _START)]
    allowed = PERIODIC[name].every * MISSED_TICKS + GRACE
    if timezone.now() - (row.last_ok or row.created_at) <= allowed:
        return []
    why = f"its last run: {row.last_status} {row.last_error}".strip()
    message = f"Periodic function {name} has not succeeded for three intervals ({why})."
    return [Problem(Level.ERROR, "jobs.periodic", message, _START)]
