"""What a city already counted is counted again without order or exact lengths."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from podworko.consultations.models import Appointment, Count, Form
from podworko.consultations.tests.factories import make_pal, make_service, make_slots, take

migration = import_module("podworko.consultations.migrations.0002_accounts_and_counts")


@pytest.mark.django_db
def test_counts_of_one_band_become_one_number_under_a_key_by_chance() -> None:
    pal, service = make_pal(), make_service()
    for key, minutes in enumerate([35, 50, 95], start=1):
        Count.objects.create(
            id=key,
            month=date(2026, 11, 1),
            pal=pal,
            service=service,
            outcome="done",
            form=Form.PHONE,
            minutes=minutes,
            number=2,
        )

    migration.draw_keys(apps, connection.schema_editor())

    rows = Count.objects.order_by("minutes")
    assert [(row.minutes, row.number) for row in rows] == [(60, 4), (90, 2)]
    assert not Count.objects.filter(pk__in=[1, 2, 3]).exists()


@pytest.mark.django_db
def test_what_was_booked_without_an_account_gets_the_one_the_specialist_has() -> None:
    talk = take(make_slots()[0])
    account = talk.account
    Appointment.objects.update(account=None)

    migration.give_accounts(apps, connection.schema_editor())

    talk.refresh_from_db()
    assert account is not None
    assert talk.account == account
