import django.db.models.deletion
import django.utils.timezone
import podworko.core.fields
import uuid
from django.conf import settings
from django.db import migrations, models

from podworko.core.db import no_overlap


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0008_places_have_both'),
        ('people', '0003_consents_have_a_name'),
        ('volunteering', '0002_hours'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('starts_at', models.DateTimeField(verbose_name='od')),
                ('ends_at', models.DateTimeField(verbose_name='do')),
                ('needed', models.PositiveSmallIntegerField(default=1, verbose_name='ile osób potrzeba')),
                ('note', models.CharField(blank=True, max_length=600, verbose_name='co trzeba wiedzieć')),
                ('series', models.UUIDField(blank=True, db_index=True, editable=False, null=True)),
                ('state', models.CharField(choices=[('planned', 'zaplanowany'), ('cancelled', 'odwołany')], default='planned', max_length=9, verbose_name='stan')),
                ('cancelled_why', models.CharField(blank=True, max_length=300, verbose_name='dlaczego odwołany')),
                ('sequence', models.PositiveIntegerField(default=0, editable=False)),
                ('sealed', podworko.core.fields.SealedField(blank=True, default='')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('opportunity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shifts', to='volunteering.opportunity')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='shifts', to='network.place', verbose_name='miejsce')),
                ('role', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='shifts', to='volunteering.role', verbose_name='rola')),
            ],
            options={
                'verbose_name': 'dyżur',
                'verbose_name_plural': 'dyżury',
                'ordering': ['starts_at', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('state__in', ('planned', 'cancelled'))), name='volunteering_shift_state_known'),
                    models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='volunteering_shift_in_order'),
                    models.CheckConstraint(condition=models.Q(('needed__gte', 1), ('needed__lte', 99)), name='volunteering_shift_needed_sane'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), models.Q(('cancelled_why', ''), _negated=True)), models.Q(models.Q(('state', 'cancelled'), _negated=True), ('cancelled_why', '')), _connector='OR'), name='volunteering_shift_cancelled_has_why'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), ('sealed', ''), _connector='OR'), name='volunteering_shift_cancelled_visits_nobody'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('confirmed', 'na dyżurze'), ('waiting', 'czeka na miejsce'), ('offered', 'ma propozycję'), ('given_up', 'oddany'), ('cancelled', 'odwołany')], max_length=9, verbose_name='stan')),
                ('queue', models.PositiveIntegerField(default=0)),
                ('offered_until', models.DateTimeField(blank=True, null=True, verbose_name='odpowiedź do')),
                ('rest_why', models.CharField(blank=True, max_length=300, verbose_name='dlaczego mimo krótkiej przerwy')),
                ('doubt_since', models.DateField(blank=True, null=True, verbose_name='do wyjaśnienia od')),
                ('channel', models.CharField(choices=[('web', 'strona'), ('phone', 'telefon'), ('desk', 'biurko PAL'), ('paper', 'papier'), ('import', 'import'), ('api', 'API')], default='web', max_length=8)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('shift', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='volunteering.shift')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='volunteering.volunteer')),
                ('with_turn', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='accompanies', to='volunteering.turn', verbose_name='kto z wolontariuszy idzie razem')),
                ('with_user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto z zespołu idzie razem')),
            ],
            options={
                'verbose_name': 'osoba na dyżurze',
                'verbose_name_plural': 'osoby na dyżurach',
                'ordering': ['shift', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('state__in', ('confirmed', 'waiting', 'offered', 'given_up', 'cancelled'))), name='volunteering_turn_state_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('offered_until__isnull', False), ('state', 'offered')), models.Q(models.Q(('state', 'offered'), _negated=True), ('offered_until', None)), _connector='OR'), name='volunteering_turn_offer_has_end'),
                    models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('state__in', ('given_up', 'cancelled'))), models.Q(models.Q(('state__in', ('given_up', 'cancelled')), _negated=True), ('ended_at', None)), _connector='OR'), name='volunteering_turn_end_has_time'),
                    models.CheckConstraint(condition=models.Q(('with_user', None), ('with_turn', None), _connector='OR'), name='volunteering_turn_one_companion'),
                    models.UniqueConstraint(condition=models.Q(('state__in', ('confirmed', 'waiting', 'offered'))), fields=('shift', 'volunteer'), name='volunteering_turn_once_each'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Swap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('asked', 'czeka na odpowiedź'), ('agreed', 'zgoda'), ('declined', 'odmowa'), ('withdrawn', 'wycofana'), ('lapsed', 'nieaktualna')], default='asked', max_length=9, verbose_name='stan')),
                ('lapses_at', models.DateTimeField(verbose_name='aktualna do')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='swaps_asked', to='volunteering.volunteer')),
                ('back', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='swaps_back', to='volunteering.turn')),
                ('turn', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='swaps', to='volunteering.turn')),
            ],
            options={
                'verbose_name': 'prośba o zamianę',
                'verbose_name_plural': 'prośby o zamianę',
                'ordering': ['pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('state__in', ('asked', 'agreed', 'declined', 'withdrawn', 'lapsed'))), name='volunteering_swap_state_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='volunteering_swap_end_has_time'),
                    models.CheckConstraint(condition=models.Q(('back', None), models.Q(('back', models.F('turn')), _negated=True), _connector='OR'), name='volunteering_swap_of_two'),
                    models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('turn', 'to'), name='volunteering_swap_asked_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PersonHold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField(verbose_name='od')),
                ('ends_at', models.DateTimeField(verbose_name='do')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shift_holds', to='people.person')),
                ('turn', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='hold', to='volunteering.turn')),
            ],
            options={
                'verbose_name': 'zajęty czas osoby',
                'verbose_name_plural': 'zajęty czas osób',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='volunteering_personhold_in_order'),
                ],
            },
        ),
        migrations.AddIndex(
            model_name='shift',
            index=models.Index(fields=['opportunity', 'starts_at'], name='volunteering_shift_of'),
        ),
        migrations.AddIndex(
            model_name='shift',
            index=models.Index(fields=['starts_at'], name='volunteering_shift_when'),
        ),
        migrations.AddIndex(
            model_name='turn',
            index=models.Index(fields=['volunteer', 'state'], name='volunteering_turn_of'),
        ),
        migrations.AddIndex(
            model_name='personhold',
            index=models.Index(fields=['person', 'starts_at'], name='volunteering_hold_of'),
        ),
        migrations.RunPython(
            no_overlap("volunteering_personhold", thing="person_id"), migrations.RunPython.noop
        ),
    ]
