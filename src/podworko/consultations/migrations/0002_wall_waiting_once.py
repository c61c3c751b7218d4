from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultations", "0001_initial")]

    operations = [
        migrations.AddConstraint(
            model_name="waiting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting"), models.Q(("holder", ""), _negated=True)),
                fields=("service", "holder"),
                name="consultations_waiting_once_each",
            ),
        ),
    ]
