from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0005_hold_rooms"),
        ("network", "0005_leaders"),
    ]

    operations = [
        migrations.AddField(
            model_name="activity",
            name="led_by",
            field=models.ManyToManyField(
                blank=True, related_name="activities", to="network.leader", verbose_name="prowadzą"
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="led_by",
            field=models.ManyToManyField(
                blank=True, related_name="sessions", to="network.leader", verbose_name="prowadzą"
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="outside_hours",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Kto otworzy i zamknie, gdy miejsce jest wtedy nieczynne.",
                max_length=160,
                verbose_name="poza godzinami otwarcia",
            ),
        ),
    ]
