"""Tell of each activity whether minors come to it without a guardian (protection act, art. 21).

Nobody is cleared by a guess: what has no age limit from 18 on, and is not for adults or seniors,
counts as with minors until somebody says otherwise.
"""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q


def tell(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Mark what admits somebody under 18."""
    activities = apps.get_model("activities", "Activity").objects.using(
        schema_editor.connection.alias
    )
    unlimited = Q(age_min=None) & ~Q(audience__in=("adults", "seniors"))
    activities.filter(Q(age_min__lt=18) | unlimited).update(includes_minors=True)


class Migration(migrations.Migration):
    dependencies = [("activities", "0012_thread")]

    operations = [
        migrations.AddField(
            model_name="activity",
            name="includes_minors",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Wtedy prowadzą tylko osoby sprawdzone w rejestrach i przeszkolone (art. 21).",
                verbose_name="Przychodzą dzieci lub młodzież bez opiekuna albo prowadzisz zajęcia dla nich",
            ),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop, elidable=True),
    ]
