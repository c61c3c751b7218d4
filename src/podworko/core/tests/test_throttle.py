from datetime import timedelta

import pytest
from django.utils import timezone

from podworko.core import throttle
from podworko.core.models import Throttle

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def test_so_many_and_no_more() -> None:
    answers = [throttle.allow("door", "ada", limit=2, window=MINUTE) for _ in range(3)]

    assert answers == [True, True, False]


def test_a_new_window_begins_anew() -> None:
    throttle.allow("door", "ada", limit=1, window=MINUTE)
    Throttle.objects.update(since=timezone.now() - 2 * MINUTE)

    assert throttle.allow("door", "ada", limit=1, window=MINUTE)
    assert not throttle.allow("door", "ada", limit=1, window=MINUTE)


def test_one_over_its_limit_refuses_all_and_every_try_counts() -> None:
    tries = [throttle.Try("address", "x", 5), throttle.Try("contact", "y", 1)]

    answers = [throttle.allow_all(tries, window=MINUTE) for _ in range(2)]

    assert answers == [True, False]
    assert sorted(Throttle.objects.values_list("count", flat=True)) == [2, 2]


def test_keys_are_not_kept() -> None:
    throttle.allow("address", "192.0.2.7", limit=1, window=MINUTE)

    assert "192.0.2.7" not in str(list(Throttle.objects.values()))


def test_old_counters_are_forgotten() -> None:
    throttle.allow("door", "ada", limit=1, window=MINUTE)
    Throttle.objects.update(since=timezone.now() - timedelta(days=2))

    assert throttle.forget_old() == 1
