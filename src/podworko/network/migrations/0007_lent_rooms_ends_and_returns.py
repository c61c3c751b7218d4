import django.db.models.functions.datetime
import django.utils.timezone
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from podworko.core import times


def date_the_ended(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Say of groups that ended before anybody wrote when that it was today."""
    ended = apps.get_model("network", "Group").objects.filter(is_active=False)
    ended.update(ended_on=times.today())


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0006_rooms_for_groups"),
    ]

    operations = [
        migrations.AddField(
            model_name="room",
            name="is_lent",
            field=models.BooleanField(
                db_default=True,
                default=True,
                help_text="Odznacz salę, której nie pożyczacie, na przykład gabinet.",
                verbose_name="grupy mogą ją rezerwować",
            ),
        ),
        migrations.AddField(
            model_name="group",
            name="created_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(),
                default=django.utils.timezone.now,
                editable=False,
            ),
        ),
        migrations.AddField(
            model_name="group",
            name="ended_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.RunPython(date_the_ended, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on", None), ("is_active", True)),
                    models.Q(("ended_on__isnull", False), ("is_active", False)),
                    _connector="OR",
                ),
                name="network_group_ended_on_a_day",
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="given_back_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="booking",
            name="seen_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(
                condition=models.Q(("given_back_at__isnull", False), ("seen_at", None)),
                fields=["given_back_at"],
                name="network_booking_given_back",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("given_back_at", None), ("state", "cancelled"), _connector="OR"
                ),
                name="network_booking_given_back_is_cancelled",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("seen_at", None), ("given_back_at__isnull", False), _connector="OR"
                ),
                name="network_booking_seen_was_given_back",
            ),
        ),
    ]
