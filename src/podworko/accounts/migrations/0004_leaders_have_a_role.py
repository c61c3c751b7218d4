from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_hand_overs"),
    ]

    operations = [
        migrations.AlterField(
            model_name="grant",
            name="role",
            field=models.CharField(
                choices=[
                    ("animator", "animatorka lub animator lokalny"),
                    ("social-worker", "pracownica lub pracownik socjalny"),
                    ("specialist", "specjalistka lub specjalista"),
                    ("volunteering-coordinator", "koordynatorka lub koordynator wolontariatu"),
                    ("leader", "osoba prowadząca zajęcia"),
                    ("pal-manager", "kierowniczka lub kierownik PAL"),
                    ("network-coordinator", "koordynatorka lub koordynator sieci"),
                    ("data-protection-officer", "inspektorka lub inspektor ochrony danych"),
                    ("administrator", "administratorka lub administrator"),
                ],
                max_length=40,
                verbose_name="rola",
            ),
        ),
    ]
