"""What was planned before anybody asked counts as with minors unless it surely is not."""

import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from podworko.activities.models import Activity
from podworko.activities.tests.factories import make_activity

pytestmark = pytest.mark.django_db


def test_nobody_is_cleared_by_a_guess() -> None:
    rows = {
        "for all": make_activity(audience="everyone"),
        "families": make_activity(audience="families"),
        "from 16": make_activity(audience="adults", age_min=16),
        "adults": make_activity(audience="adults"),
        "from 18": make_activity(audience="everyone", age_min=18),
        "seniors": make_activity(audience="seniors", age_min=60),
    }
    migration = importlib.import_module("podworko.activities.migrations.0013_includes_minors")
    migration.tell(apps, SimpleNamespace(connection=connection))

    told = {name: Activity.objects.get(pk=row.pk).includes_minors for name, row in rows.items()}
    assert [name for name, has_minors in told.items() if has_minors] == [
        "for all",
        "families",
        "from 16",
    ]
