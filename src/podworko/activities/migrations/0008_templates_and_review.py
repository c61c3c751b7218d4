import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0007_doors"),
        ("network", "0005_leaders"),
    ]

    operations = [
        migrations.CreateModel(
            name="Template",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="nazwa wzoru")),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        help_text="Animatorzy przeczytają to przy wyborze.",
                        max_length=300,
                        verbose_name="po co jest ten wzór",
                    ),
                ),
                ("facts", models.JSONField(default=dict, verbose_name="treść")),
                ("fixed", models.JSONField(default=list, verbose_name="czego PAL nie zmienia")),
                (
                    "is_offered",
                    models.BooleanField(
                        default=True, verbose_name="proponuj przy nowych zajęciach"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "wzór zajęć",
                "verbose_name_plural": "wzory zajęć",
                "ordering": ["name"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="activity",
            name="activities_activity_state_known",
        ),
        migrations.AddField(
            model_name="activity",
            name="review_words",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=300,
                verbose_name="uwagi do sprawdzenia",
            ),
        ),
        migrations.AlterField(
            model_name="activity",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "szkic"),
                    ("review", "czeka na sprawdzenie"),
                    ("scheduled", "opublikuje się"),
                    ("published", "opublikowane"),
                    ("cancelled", "odwołane"),
                    ("done", "zakończone"),
                ],
                default="draft",
                max_length=10,
                verbose_name="stan",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="template",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="activities",
                to="activities.template",
                verbose_name="wzór",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["draft", "review", "scheduled", "published", "cancelled", "done"],
                    )
                ),
                name="activities_activity_state_known",
            ),
        ),
    ]
