import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from podworko.core.db import no_overlap


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0004_room_holds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Leader",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="imię i nazwisko")),
                (
                    "role",
                    models.CharField(
                        help_text="To czytają mieszkańcy: instruktorka ceramiki.",
                        max_length=80,
                        verbose_name="rola",
                    ),
                ),
                (
                    "is_named",
                    models.BooleanField(
                        default=False,
                        help_text="Tylko gdy ta osoba się zgodziła.",
                        verbose_name="podpisywać imieniem i nazwiskiem",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="telefon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "language",
                    models.CharField(
                        choices=[("pl", "polski"), ("en", "English"), ("uk", "українська")],
                        default="pl",
                        max_length=2,
                        verbose_name="w jakim języku pisać",
                    ),
                ),
                (
                    "ends_on",
                    models.DateField(
                        blank=True,
                        help_text="Puste: bez końca.",
                        null=True,
                        verbose_name="prowadzi do dnia",
                    ),
                ),
                (
                    "pals",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Nic nie zaznaczysz: w całej sieci.",
                        related_name="leaders",
                        to="network.pal",
                        verbose_name="w których PAL",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="leader",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="konto",
                    ),
                ),
            ],
            options={
                "verbose_name": "osoba prowadząca",
                "verbose_name_plural": "osoby prowadzące",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="network_leader_has_a_name",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LeaderHold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="od")),
                ("ends_at", models.DateTimeField(verbose_name="do")),
                ("about", models.CharField(max_length=80)),
                (
                    "title",
                    models.CharField(blank=True, max_length=160, verbose_name="czym jest zajęta"),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holds",
                        to="network.leader",
                    ),
                ),
            ],
            options={
                "verbose_name": "zajęty czas osoby prowadzącej",
                "verbose_name_plural": "zajęty czas osób prowadzących",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("leader", "about"), name="network_leader_once_in_a_thing"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="network_leader_hold_ends_after_start",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["leader", "starts_at"], name="network_hold_of_leader"),
                    models.Index(fields=["about"], name="network_leader_hold_about"),
                ],
            },
        ),
        migrations.RunPython(
            no_overlap("network_leaderhold", thing="leader_id"), migrations.RunPython.noop
        ),
    ]
