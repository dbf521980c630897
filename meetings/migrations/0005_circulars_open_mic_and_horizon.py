import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('meetings', '0004_matters_are_closed'),
    ]

    operations = [
        migrations.CreateModel(
            name='CircularProcedure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=90, unique=True, verbose_name='number')),
                ('slug', models.SlugField(max_length=90, unique=True)),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('text', models.TextField(verbose_name='background')),
                ('text_html', models.TextField(editable=False)),
                ('wording', models.TextField(verbose_name='proposed resolution')),
                ('wording_html', models.TextField(editable=False)),
                ('confidential', models.BooleanField(default=False, help_text='Only members of this committee and the secretariat see it.', verbose_name='confidential')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='sent round')),
                ('deadline', models.DateField(verbose_name='answers until')),
                ('short_term_reason', models.CharField(blank=True, max_length=300, verbose_name='reason for the short term')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                ('result', models.CharField(blank=True, choices=[('', 'going round'), ('accepted', 'accepted'), ('rejected', 'rejected'), ('no_quorum', 'not valid, too few answers'), ('objected', 'ended by an objection'), ('withdrawn', 'withdrawn')], default='', max_length=10, verbose_name='result')),
                ('closing_reason', models.TextField(blank=True, verbose_name='reason for the end')),
                ('yes', models.PositiveSmallIntegerField(default=0, verbose_name='yes')),
                ('no', models.PositiveSmallIntegerField(default=0, verbose_name='no')),
                ('abstentions', models.PositiveSmallIntegerField(default=0, verbose_name='abstentions')),
                ('silent', models.PositiveSmallIntegerField(default=0, verbose_name='without an answer')),
                ('needed', models.PositiveSmallIntegerField(default=0, verbose_name='answers needed')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='circulars', to='kog.committee', verbose_name='committee')),
                ('documents', models.ManyToManyField(blank=True, related_name='circulars', to='documents.document', verbose_name='papers')),
                ('matter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='circulars', to='meetings.matter', verbose_name='matter')),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'circular procedure',
                'verbose_name_plural': 'circular procedures',
                'ordering': ['-pk'],
                'indexes': [models.Index(condition=models.Q(('closed_at', None)), fields=['deadline'], name='circular_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('result', '')), models.Q(models.Q(('result', ''), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='ended_circular_has_a_result'), models.CheckConstraint(condition=models.Q(models.Q(('result__in', ['withdrawn', 'objected']), _negated=True), models.Q(('closing_reason', ''), _negated=True), _connector='OR'), name='stopped_circular_has_a_reason', violation_error_message='Ending it before the count needs a reason.'), models.CheckConstraint(condition=models.Q(models.Q(('wording', ''), _negated=True), models.Q(('text', ''), _negated=True)), name='circular_has_text_and_wording', violation_error_message='A circular procedure needs a text and the wording of the resolution.')],
            },
        ),
        migrations.CreateModel(
            name='HorizonTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('kind', models.CharField(choices=[('law', 'Law'), ('funding', 'Funding'), ('term', 'Term or deadline'), ('other', 'Other')], default='other', max_length=8, verbose_name='kind')),
                ('date', models.DateField(verbose_name='date')),
                ('text', models.TextField(blank=True, verbose_name='what it is about')),
                ('text_html', models.TextField(blank=True, editable=False)),
                ('weeks_ahead', models.PositiveSmallIntegerField(default=16, verbose_name='suggest it, weeks before')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('dropped_at', models.DateTimeField(blank=True, null=True, verbose_name='dropped')),
                ('dropped_reason', models.CharField(blank=True, max_length=300, verbose_name='reason for dropping it')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='horizon_topics', to='kog.committee', verbose_name='committee')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('field', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='horizon_topics', to='kog.field', verbose_name='field of action')),
                ('item', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='horizon_topic', to='meetings.agendaitem', verbose_name='suggested item')),
            ],
            options={
                'verbose_name': 'topic on the horizon',
                'verbose_name_plural': 'topics on the horizon',
                'ordering': ['date', 'pk'],
                'indexes': [models.Index(fields=['committee', 'date'], name='horizon_by_committee')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('dropped_at', None), ('dropped_reason', '')), models.Q(('dropped_at__isnull', False), models.Q(('dropped_reason', ''), _negated=True)), _connector='OR'), name='dropped_topic_has_a_reason', violation_error_message='Dropping it needs a reason.'), models.CheckConstraint(condition=models.Q(('weeks_ahead__gte', 1)), name='topic_is_suggested_ahead')],
            },
        ),
        migrations.CreateModel(
            name='OpenMicEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('offer', 'Offer'), ('need', 'Need'), ('question', 'Question'), ('takeaway', 'Taken along')], max_length=8, verbose_name='kind')),
                ('text', models.TextField(verbose_name='text')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='at')),
                ('follow_up', models.TextField(blank=True, verbose_name='what became of it')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='settled')),
                ('institution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kog.institution', verbose_name='institution')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mic_entries', to='meetings.agendaitem', verbose_name='agenda item')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mic_entries', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='settled_mic_entries', to='meetings.meeting', verbose_name='settled in')),
            ],
            options={
                'verbose_name': 'contribution to an open mic',
                'verbose_name_plural': 'contributions to open mics',
                'ordering': ['at', 'pk'],
                'indexes': [models.Index(condition=models.Q(('settled_at', None)), fields=['item'], name='mic_entry_unsettled')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('follow_up', ''), ('settled_at', None), ('settled_by', None), ('settled_in', None)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False), models.Q(('follow_up', ''), _negated=True)), _connector='OR'), name='settled_mic_entry_says_what_became_of_it', violation_error_message='Please say what became of it.')],
            },
        ),
        migrations.CreateModel(
            name='CircularVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(blank=True, choices=[('', 'no answer yet'), ('agree', 'agrees'), ('reject', 'rejects'), ('abstain', 'abstains'), ('object', 'objects to the procedure')], default='', max_length=8, verbose_name='answer')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('said_by', models.CharField(blank=True, max_length=200, verbose_name='said by')),
                ('at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='meetings.circularprocedure')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='circular_votes', to='kog.seat', verbose_name='seat')),
            ],
            options={
                'verbose_name': 'vote in a circular procedure',
                'verbose_name_plural': 'votes in circular procedures',
                'ordering': ['seat__institution__sort_name', 'seat__label'],
                'constraints': [models.UniqueConstraint(fields=('procedure', 'seat'), name='circular_vote_once_per_seat'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('at', None), ('person', None)), models.Q(models.Q(('answer', ''), _negated=True), ('at__isnull', False), ('person__isnull', False)), _connector='OR'), name='circular_vote_says_who_and_when'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'object'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='circular_objection_has_a_reason', violation_error_message='Objecting to the procedure needs a reason.')],
            },
        ),
        migrations.AddField(
            model_name='guest',
            name='ended_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='access ended'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='moderator',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='moderation'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='circular',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='meetings.circularprocedure'),
        ),
    ]
