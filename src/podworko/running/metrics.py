"""What Prometheus reads: counts and times of requests, and how the installation stands.

Names of routes, never addresses; no PAL, no person, and confidential help as one. Loaded only where
a token is set. With several processes the library adds them up by files in a folder that the
server makes before it forks (see cli.server).
"""

import os
import platform
from collections.abc import Iterator
from typing import Any

import django
from django.conf import settings
from django.db import DatabaseError, connections
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY, Collector

from podworko.core import replica
from podworko.core.archive import last_backup, version
from podworko.messages.public import Queues, queues

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

_requests = Counter("podworko_requests", "Requests answered.", ["method", "route", "status"])
_seconds = Histogram(
    "podworko_request_seconds", "Time to answer a request.", ["method", "route"], buckets=BUCKETS
)
_pool = Gauge(
    "podworko_pool_connections",
    "Connections of the pools of all processes.",
    ["database", "state"],
    multiprocess_mode="livesum",
)
_POOL_STATES = {
    "pool_size": "open",
    "pool_available": "idle",
    "requests_waiting": "waited for",
    "pool_max": "most",
}


def observe(*, method: str, route: str, status: int, seconds: float) -> None:
    """Count one request, by names of `routes`: there are as many as we gave."""
    _requests.labels(method, route, str(status)).inc()
    _seconds.labels(method, route).observe(seconds)
    _note_pools()


def exposition() -> tuple[bytes, str]:
    """Return all that is counted, by all processes, and how it stands now; and its kind."""
    registry = CollectorRegistry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(_Own())
    registry.register(Installation())
    return generate_latest(registry), CONTENT_TYPE_LATEST


class _Own(Collector):
    """What this one process counted."""

    def collect(self) -> Iterator[Metric]:
        yield from (one for one in REGISTRY.collect() if one.name.startswith("podworko_"))


class Installation(Collector):
    """How the installation stands at the moment it is asked."""

    def collect(self) -> Iterator[Metric]:
        """Give every number; of a database that does not answer only that."""
        build = {"version": version(), "django": django.__version__}
        info = InfoMetricFamily("podworko_build", "What runs here.")
        info.add_metric([], build | {"python": platform.python_version()})
        yield info
        yield from _backup()
        yield from _replica()
        try:
            told = queues()
        except DatabaseError:
            yield _up(is_up=False)
            return
        # While the primary is stopped these numbers are the replica's.
        yield _up(is_up=not replica.is_read_only())
        yield from _outbox(told)
        yield from _jobs(told)


def _up(*, is_up: bool) -> Metric:
    words = "Whether the database that is written to answers."
    return GaugeMetricFamily("podworko_database_up", words, value=float(is_up))


def _outbox(told: Queues) -> Iterator[Metric]:
    outbox = GaugeMetricFamily("podworko_outbox_messages", "Messages by state.", labels=["state"])
    for state, count in sorted(told.outbox.items()):
        outbox.add_metric([state], count)
    yield outbox
    words = "How long the first of the messages that are due has waited."
    yield GaugeMetricFamily("podworko_outbox_oldest_seconds", words, value=told.oldest)


def _jobs(told: Queues) -> Iterator[Metric]:
    yield GaugeMetricFamily("podworko_workers", "Workers whose heart beats.", value=told.workers)
    tasks = GaugeMetricFamily("podworko_tasks", "Tasks by state.", labels=["task", "state"])
    for (task, state), count in sorted(told.tasks.items()):
        tasks.add_metric([task, state.lower()], count)
    yield tasks
    families: list[tuple[str, str, Any]] = [
        ("age_seconds", "Since it last succeeded.", lambda one: one.age),
        ("late", "Whether it missed three of its times.", lambda one: float(one.is_late)),
        ("failed", "Whether its last run failed.", lambda one: float(one.has_failed)),
    ]
    for name, words, value in families:
        family = GaugeMetricFamily(f"podworko_periodic_{name}", words, labels=["job"])
        for one in told.periodic:
            family.add_metric([one.name], value(one))
        yield family


def _backup() -> Iterator[Metric]:
    last = last_backup()
    if last is not None:
        words = "Since the last backup was made."
        yield GaugeMetricFamily("podworko_backup_age_seconds", words, value=last.age_seconds)


def _replica() -> Iterator[Metric]:
    if not replica.is_set():
        return
    from podworko.core.replica.watching import watch  # noqa: PLC0415 - loads a driver

    watch.begin()
    lag, words = watch.lag_seconds, "How far the replica is behind."
    yield GaugeMetricFamily("podworko_replica_lag_seconds", words, value=lag)
    words = "Whether the primary is stopped and pages can only be looked at."
    value = float(watch.is_read_only)
    yield GaugeMetricFamily("podworko_read_only", words, value=value)


def _note_pools() -> None:
    """Note the pools of this process, by what they say of themselves."""
    for alias in settings.DATABASES:
        pools: dict[str, Any] = getattr(type(connections[alias]), "_connection_pools", {})
        pool = pools.get(alias)
        if pool is None:
            continue
        told = pool.get_stats()
        for name, state in _POOL_STATES.items():
            _pool.labels(alias, state).set(told.get(name, 0))
