"""The loop of one worker process, and its heart."""

import logging
import os
import socket
import threading
from datetime import timedelta
from time import monotonic
from uuid import uuid4

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from podworko.messages import runner
from podworko.messages.delivery import Courier, deliver_due
from podworko.messages.models import SILENT_AFTER, Worker

logger = logging.getLogger(__name__)

BEAT_EVERY = SILENT_AFTER / 6
RECOVER_EVERY = timedelta(seconds=30)
IDLE_SECONDS = 1.0
TROUBLE_SECONDS = 5.0
BATCH = 50


class JobWorker:
    """Delivers messages, runs periodic functions and tasks, and picks up after the dead."""

    def __init__(self, *, is_supervised: bool = False) -> None:
        """Make a worker; a supervised one ends when the process that began it is gone."""
        self.host = socket.gethostname()[:40]
        self.worker_id = f"{self.host}:{os.getpid()}:{uuid4().hex[:8]}"
        self.stop = threading.Event()
        self._courier = Courier(worker=f"worker:{self.worker_id}"[:80])
        self._recovered_at = float("-inf")
        self._parent = os.getppid() if is_supervised else None

    def run(self) -> None:
        """Work until `stop` is set; end what is in hand first."""
        heart = threading.Thread(target=self._beat_on, name="heart", daemon=True)
        self._begin()
        heart.start()
        while self._may_go_on():
            self._turn_or_trouble()
        self.stop.set()
        heart.join(timeout=TROUBLE_SECONDS)
        self._end()

    def run_once(self) -> int:
        """Do everything that is due now and return how many things that was."""
        self._begin()
        total = 0
        try:
            while done := self.turn():
                total += done
                self._beat()
        finally:
            self._end()
        return total

    def turn(self) -> int:
        """Look once at everything there is to do; return how much was done."""
        self._recover_at_times()
        done = runner.run_due_periodic(self.worker_id, keep_going=self._may_go_on)
        done += deliver_due(BATCH, courier=self._courier, keep_going=self._may_go_on).total
        for _ in range(BATCH):
            if not self._may_go_on() or not runner.run_next_task(self.worker_id):
                break
            done += 1
        return done

    def _turn_or_trouble(self) -> None:
        close_old_connections()
        try:
            done = self.turn()
        except DatabaseError as error:
            logger.error("Database: %s; trying again", type(error).__name__)  # noqa: TRY400
            connection.close()
            self.stop.wait(TROUBLE_SECONDS)
            return
        close_old_connections()
        if not done:
            self.stop.wait(IDLE_SECONDS)

    def _may_go_on(self) -> bool:
        is_orphan = self._parent is not None and os.getppid() != self._parent
        return not (self.stop.is_set() or is_orphan)

    def _recover_at_times(self) -> None:
        if monotonic() - self._recovered_at >= RECOVER_EVERY.total_seconds():
            runner.recover()
            self._recovered_at = monotonic()

    def _begin(self) -> None:
        autodiscover_modules("tasks")
        runner.plan_periodic()
        Worker.objects.create(worker_id=self.worker_id, host=self.host, pid=os.getpid())

    def _end(self) -> None:
        Worker.objects.filter(worker_id=self.worker_id).delete()

    def _beat(self) -> None:
        now = timezone.now()
        defaults = {"host": self.host, "pid": os.getpid(), "beat_at": now}
        Worker.objects.update_or_create(worker_id=self.worker_id, defaults=defaults)

    def _beat_on(self) -> None:
        """Beat from a thread of its own, so that a long job does not look like death."""
        while not self.stop.wait(BEAT_EVERY.total_seconds()):
            try:
                self._beat()
            except DatabaseError as error:
                logger.warning("Heartbeat: %s", type(error).__name__)
            finally:
                connection.close()
