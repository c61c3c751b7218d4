import django.db.models.deletion
from django.db import migrations, models

from podworko.core.db import no_overlap


class Migration(migrations.Migration):
    dependencies = [("network", "0003_season_has_both_days")]

    operations = [
        migrations.CreateModel(
            name="RoomHold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="od")),
                ("ends_at", models.DateTimeField(verbose_name="do")),
                ("about", models.CharField(max_length=80, unique=True)),
                (
                    "title",
                    models.CharField(blank=True, max_length=160, verbose_name="co tam jest"),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holds",
                        to="network.room",
                    ),
                ),
            ],
            options={
                "verbose_name": "zajęcie sali",
                "verbose_name_plural": "zajęcia sal",
                "indexes": [
                    models.Index(fields=["room", "starts_at"], name="network_hold_of_room")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(ends_at__gt=models.F("starts_at")),
                        name="network_hold_ends_after_start",
                    )
                ],
            },
        ),
        migrations.RunPython(
            no_overlap("network_roomhold", thing="room_id"), migrations.RunPython.noop
        ),
    ]
