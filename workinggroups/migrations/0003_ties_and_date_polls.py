import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kog', '0003_links_about_records_and_known_devices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('workinggroups', '0002_successions'),
    ]

    operations = [
        migrations.CreateModel(
            name='LinkPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='link_persons', to='kog.committee', verbose_name='group')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='linked_groups', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'link person',
                'verbose_name_plural': 'link persons',
                'ordering': ['committee', '-valid_from', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='link_person_ends_after_it_begins', violation_error_message='The end lies before the beginning.'), models.UniqueConstraint(condition=models.Q(('valid_until', None)), fields=('committee',), name='one_open_link_person_per_group', violation_error_message='This group has a link person already.')],
            },
        ),
        migrations.CreateModel(
            name='TopicMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topic_members', to='kog.committee', verbose_name='group')),
                ('fields', models.ManyToManyField(blank=True, related_name='topic_members', to='kog.field', verbose_name='topics')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topics', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'person asked by topic',
                'verbose_name_plural': 'people asked by topic',
                'ordering': ['committee', 'person__sort_name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='topic_member_ends_after_it_begins', violation_error_message='The end lies before the beginning.'), models.UniqueConstraint(condition=models.Q(('valid_until', None)), fields=('committee', 'person'), name='topic_member_open_once', violation_error_message='This person is asked by this group already.')],
            },
        ),
        migrations.CreateModel(
            name='DatePoll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='what for')),
                ('closes_on', models.DateField(verbose_name='answers until')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='created')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='date_polls', to='kog.committee', verbose_name='group')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'date poll',
                'verbose_name_plural': 'date polls',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='DatePollOption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(verbose_name='date')),
                ('starts', models.TimeField(verbose_name='from')),
                ('ends', models.TimeField(verbose_name='until')),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='options', to='workinggroups.datepoll', verbose_name='poll')),
            ],
            options={
                'verbose_name': 'date to choose',
                'verbose_name_plural': 'dates to choose',
                'ordering': ['date', 'starts', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('poll', 'date', 'starts'), name='poll_option_once'), models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='poll_option_ends_after_it_begins', violation_error_message='The end lies before the beginning.')],
            },
        ),
        migrations.CreateModel(
            name='DatePollVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('yes', 'yes'), ('if_need_be', 'if need be'), ('no', 'no')], max_length=10, verbose_name='answer')),
                ('option', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='workinggroups.datepolloption', verbose_name='date')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'answer to a date',
                'verbose_name_plural': 'answers to dates',
                'ordering': ['option', 'person__sort_name'],
                'constraints': [models.UniqueConstraint(fields=('option', 'person'), name='one_answer_per_person_and_date')],
            },
        ),
        migrations.AddField(
            model_name='datepoll',
            name='chosen',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workinggroups.datepolloption', verbose_name='chosen date'),
        ),
        migrations.AddConstraint(
            model_name='datepoll',
            constraint=models.CheckConstraint(condition=models.Q(('chosen', None), ('ended_at__isnull', False), _connector='OR'), name='poll_with_a_chosen_date_has_ended'),
        ),
    ]
