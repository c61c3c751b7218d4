from collections import Counter
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import OuterRef, Subquery

import podworko.consultations.models.counts

_BANDS = (0, 30, 60, 90)
_KEY = ["month", "pal_id", "service_id", "topic_id", "outcome", "age", "is_first", "form"]


def give_accounts(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write down whose account a specialist has now, where it was not noted."""
    specialists = apps.get_model("consultations", "Specialist").objects
    account = specialists.filter(pk=OuterRef("specialist_id")).values("leader__user_id")[:1]
    for name in ("Appointment", "Waiting"):
        rows = apps.get_model("consultations", name).objects.filter(account=None)
        rows.exclude(specialist=None).update(account_id=Subquery(account))


def draw_keys(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Count again what was counted, by bands of length and under keys drawn by chance."""
    counts = apps.get_model("consultations", "Count")
    numbers: Counter[tuple[Any, ...]] = Counter()
    for *key, minutes, number in counts.objects.values_list(*_KEY, "minutes", "number"):
        band = next((end for end in _BANDS if minutes <= end), _BANDS[-1])
        numbers[(*key, band)] += number
    counts.objects.all().delete()
    names = [*_KEY, "minutes"]
    rows = (
        counts(number=number, **dict(zip(names, key, strict=True)))
        for key, number in numbers.items()
    )
    counts.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="waiting",
            name="account",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="konto, które może ją otworzyć",
            ),
        ),
        migrations.AlterField(
            model_name="count",
            name="id",
            field=models.BigIntegerField(
                default=podworko.consultations.models.counts.key_by_chance,
                editable=False,
                primary_key=True,
                serialize=False,
            ),
        ),
        migrations.AlterField(
            model_name="count",
            name="minutes",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="do ilu minut"),
        ),
        migrations.RunPython(give_accounts, migrations.RunPython.noop),
        migrations.RunPython(draw_keys, migrations.RunPython.noop),
    ]
