from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("outbox", "0003_sealed"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="unsubscribe_url",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
    ]
