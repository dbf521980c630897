import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
        ('kog', '0002_confirmation_of_answers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('meetings', '0002_approved_protocol_is_frozen'),
        ('workinggroups', '0001_outside_bodies'),
    ]

    operations = [
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300, verbose_name='what')),
                ('due', models.DateField(blank=True, null=True, verbose_name='until')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='passed on')),
                ('progress', models.CharField(blank=True, choices=[('begun', 'in progress'), ('hindered', 'hindered'), ('ready', 'reported as done')], max_length=8, verbose_name='last reported')),
                ('note', models.TextField(blank=True, verbose_name='what was reported')),
                ('reported_at', models.DateTimeField(blank=True, null=True, verbose_name='reported')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back')),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='meetings.assignment', verbose_name='assignment')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='passed on by')),
                ('committee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='kog.committee', verbose_name='subgroup')),
                ('institution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='kog.institution', verbose_name='unit')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('reported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'delegated part',
                'verbose_name_plural': 'delegated parts',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('committee', None), ('institution', None), ('person__isnull', False)), models.Q(('committee', None), ('institution__isnull', False), ('person', None)), models.Q(('committee__isnull', False), ('institution', None), ('person', None)), _connector='OR'), name='delegation_has_one_recipient', violation_error_message='One person, one unit or one subgroup takes a part over.'), models.CheckConstraint(condition=models.Q(('progress', ''), ('reported_at__isnull', False), _connector='XOR'), name='reported_part_says_when')],
            },
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.TextField(verbose_name='question to be answered')),
                ('begins', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('result', models.CharField(blank=True, choices=[('continued', 'goes on'), ('extended', 'extended'), ('renewed', 'new mandate'), ('dissolved', 'reported and dissolved')], max_length=10, verbose_name='how it ended')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='given_mandates', to='kog.committee', verbose_name='given by')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='kog.committee', verbose_name='group')),
                ('resolution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='meetings.resolution', verbose_name='resolution')),
            ],
            options={
                'verbose_name': 'mandate',
                'verbose_name_plural': 'mandates',
                'ordering': ['-begins', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('group',), name='one_open_mandate_per_group'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gt', models.F('begins')), _connector='OR'), name='mandate_ends_after_it_begins', violation_error_message='The end lies before the beginning.'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on', None), ('result', '')), models.Q(('ended_on__isnull', False), models.Q(('result', ''), _negated=True)), _connector='OR'), name='ended_mandate_says_how')],
            },
        ),
        migrations.CreateModel(
            name='MatterAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('accepted', 'accepted'), ('changed', 'accepted with changes'), ('declined', 'declined'), ('noted', 'taken note of'), ('done', 'done')], max_length=10, verbose_name='answer')),
                ('text', models.TextField(verbose_name='wording')),
                ('text_html', models.TextField(editable=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='at')),
                ('counts_on', models.DateField(verbose_name='counts without confirmation from')),
                ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='reminded')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed')),
                ('lapsed_at', models.DateTimeField(blank=True, null=True, verbose_name='counts since')),
                ('objected_at', models.DateTimeField(blank=True, null=True, verbose_name='objected')),
                ('objection', models.TextField(blank=True, verbose_name='what is still open')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('documents', models.ManyToManyField(blank=True, related_name='answers', to='documents.document')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='meetings.matter', verbose_name='matter')),
                ('objected_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('resolution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='meetings.resolution', verbose_name='resolution')),
            ],
            options={
                'verbose_name': 'answer',
                'verbose_name_plural': 'answers',
                'ordering': ['at', 'pk'],
                'indexes': [models.Index(condition=models.Q(('confirmed_at', None), ('lapsed_at', None), ('objected_at', None)), fields=['counts_on'], name='answer_by_term')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('confirmed_at', None), ('lapsed_at', None), ('objected_at', None)), fields=('matter',), name='one_open_answer_per_matter'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('lapsed_at', None)), models.Q(('confirmed_at', None), ('objected_at', None)), models.Q(('lapsed_at', None), ('objected_at', None)), _connector='OR'), name='answer_ends_in_one_way'), models.CheckConstraint(condition=models.Q(('objected_at', None), models.Q(('objection', ''), _negated=True), _connector='OR'), name='objection_to_an_answer_says_what', violation_error_message='Please say what is still open.')],
            },
        ),
        migrations.CreateModel(
            name='MandateReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('result', models.CharField(choices=[('continued', 'goes on'), ('extended', 'extended'), ('renewed', 'new mandate'), ('dissolved', 'reported and dissolved')], max_length=10, verbose_name='result')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('ended_before', models.DateField(blank=True, null=True, verbose_name='end until then')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='end from now on')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('mandate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='meetings.mandate', verbose_name='mandate')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandate_reviews', to='meetings.meeting', verbose_name='meeting')),
            ],
            options={
                'verbose_name': 'review of a mandate',
                'verbose_name_plural': 'reviews of mandates',
                'ordering': ['at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('mandate', 'meeting'), name='mandate_reviewed_once_per_meeting')],
            },
        ),
        migrations.AddField(
            model_name='matter',
            name='documents',
            field=models.ManyToManyField(blank=True, related_name='matters', to='documents.document', verbose_name='papers'),
        ),
        migrations.AddField(
            model_name='matter',
            name='fields',
            field=models.ManyToManyField(blank=True, related_name='matters', to='kog.field', verbose_name='topics'),
        ),
        migrations.AddField(
            model_name='matter',
            name='follows',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followers', to='meetings.matter', verbose_name='follows from'),
        ),
        migrations.AddField(
            model_name='matter',
            name='lead_institution',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='led_matters', to='kog.institution', verbose_name='in charge'),
        ),
        migrations.AddField(
            model_name='matter',
            name='origin_institution',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='raised_matters', to='kog.institution', verbose_name='raised by the institution'),
        ),
        migrations.AddField(
            model_name='matter',
            name='outside_addressee',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='received_matters', to='workinggroups.outsidebody', verbose_name='addressed to a body outside'),
        ),
        migrations.AddField(
            model_name='matter',
            name='sent_on',
            field=models.DateField(blank=True, null=True, verbose_name='sent to the body outside on'),
        ),
        migrations.AlterField(
            model_name='matter',
            name='addressee',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='received_matters', to='kog.committee', verbose_name='addressed to'),
        ),
        migrations.AlterField(
            model_name='matter',
            name='origin',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='raised_matters', to='kog.committee', verbose_name='raised by'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['origin', '-id'], name='matter_by_origin'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['addressee', '-id'], name='matter_by_addressee'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['raised_at'], name='matter_by_day'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(('origin', None), ('origin_institution', None), _connector='OR'), name='matter_has_one_origin', violation_error_message='A matter comes from a committee or from an institution, not from both.'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(('addressee', None), ('outside_addressee', None), _connector='OR'), name='matter_has_one_addressee', violation_error_message='A matter goes to a committee or to a body outside, not to both.'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(('sent_on', None), ('outside_addressee__isnull', False), _connector='OR'), name='only_outside_matters_are_sent'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='mandate',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='report_items', to='meetings.mandate', verbose_name='report on the mandate'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(condition=models.Q(('mandate__isnull', False), ('outcome', ''), ('state', 'accepted')), fields=('mandate',), name='mandate_is_reported_on_once'),
        ),
    ]
