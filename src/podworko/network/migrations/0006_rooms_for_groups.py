import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0005_leaders"),
    ]

    operations = [
        migrations.CreateModel(
            name="Group",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("link_key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="nazwa grupy")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("team", "zespół mieszkańców"),
                            ("initiative", "grupa inicjatywna"),
                            ("partner", "organizacja partnerska"),
                            ("neighbours", "sąsiedzi"),
                        ],
                        max_length=12,
                        verbose_name="kim są",
                    ),
                ),
                (
                    "contact_name",
                    models.CharField(max_length=120, verbose_name="osoba do kontaktu"),
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
                    "prefers",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("email", "e-mailem"),
                            ("sms", "SMS-em"),
                            ("call", "telefonicznie"),
                            ("letter", "listownie"),
                        ],
                        max_length=8,
                        verbose_name="jak powiadamiać",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Odznacz, gdy grupa już się nie spotyka.",
                        verbose_name="może rezerwować",
                    ),
                ),
                (
                    "pal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="groups",
                        to="network.pal",
                    ),
                ),
            ],
            options={
                "verbose_name": "grupa",
                "verbose_name_plural": "grupy",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("pal", "name"), name="network_group_name_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["team", "initiative", "partner", "neighbours"])
                        ),
                        name="network_group_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Booking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("series", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("purpose", models.CharField(max_length=160, verbose_name="po co")),
                ("people", models.PositiveSmallIntegerField(verbose_name="ile osób")),
                ("starts_at", models.DateTimeField(verbose_name="od")),
                ("ends_at", models.DateTimeField(verbose_name="do")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "czeka na odpowiedź"),
                            ("confirmed", "potwierdzona"),
                            ("refused", "odmowa"),
                            ("cancelled", "odwołana"),
                        ],
                        max_length=9,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=160, verbose_name="dlaczego")),
                (
                    "who_opens",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="kto otworzy i zamknie"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "strona"),
                            ("phone", "telefon"),
                            ("desk", "biurko PAL"),
                            ("paper", "papier"),
                            ("import", "import"),
                            ("api", "API"),
                        ],
                        max_length=8,
                    ),
                ),
                ("sequence", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="network.room",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="network.group",
                    ),
                ),
            ],
            options={
                "verbose_name": "rezerwacja sali",
                "verbose_name_plural": "rezerwacje sal",
                "ordering": ["starts_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="network_booking_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("people__gte", 1)), name="network_booking_has_people"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["requested", "confirmed", "refused", "cancelled"])
                        ),
                        name="network_booking_state_known",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["state", "ends_at"], name="network_booking_waiting"),
                    models.Index(fields=["series"], name="network_booking_series"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="wersja")),
                ("text", models.TextField(verbose_name="zasady domu")),
                ("text_en", models.TextField(blank=True, verbose_name="zasady po angielsku")),
                ("text_uk", models.TextField(blank=True, verbose_name="zasady po ukraińsku")),
                (
                    "asks_again",
                    models.BooleanField(default=False, verbose_name="wszyscy podpisują od nowa"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "pal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="house_rules",
                        to="network.pal",
                    ),
                ),
            ],
            options={
                "verbose_name": "zasady domu",
                "ordering": ["-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pal", "version"), name="network_house_rules_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RulesSigned",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cycle", models.PositiveSmallIntegerField()),
                ("signed_on", models.DateField(verbose_name="podpisane dnia")),
                ("signed_by", models.CharField(max_length=120, verbose_name="kto podpisał")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "strona"),
                            ("phone", "telefon"),
                            ("desk", "biurko PAL"),
                            ("paper", "papier"),
                            ("import", "import"),
                            ("api", "API"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signed",
                        to="network.group",
                    ),
                ),
                (
                    "rules",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signed",
                        to="network.houserules",
                    ),
                ),
            ],
            options={
                "ordering": ["-cycle", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "rules", "cycle"), name="network_rules_signed_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BookingWindow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("team", "zespół mieszkańców"),
                            ("initiative", "grupa inicjatywna"),
                            ("partner", "organizacja partnerska"),
                            ("neighbours", "sąsiedzi"),
                        ],
                        max_length=12,
                    ),
                ),
                ("days_ahead", models.PositiveSmallIntegerField(verbose_name="ile dni naprzód")),
                (
                    "longest_minutes",
                    models.PositiveSmallIntegerField(
                        verbose_name="najdłuższe spotkanie, w minutach"
                    ),
                ),
                (
                    "most_at_once",
                    models.PositiveSmallIntegerField(verbose_name="ile rezerwacji naraz"),
                ),
                (
                    "pal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="booking_windows",
                        to="network.pal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("pal", "kind"), name="network_window_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["team", "initiative", "partner", "neighbours"])
                        ),
                        name="network_window_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("longest_minutes__gte", 1), ("longest_minutes__lte", 1440)
                        ),
                        name="network_window_length_sane",
                    ),
                ]
            },
        ),
    ]
