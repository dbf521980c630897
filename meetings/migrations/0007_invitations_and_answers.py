import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kog', '0003_links_about_records_and_known_devices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('meetings', '0006_calendar_feeds'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attendee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('chair', 'chair'), ('member', 'member'), ('substitute', 'substitute'), ('deputy', 'deputy, for information'), ('moderator', 'moderation'), ('minutes', 'minutes'), ('guest', 'guest')], max_length=10, verbose_name='role')),
                ('told', models.PositiveIntegerField(default=0, verbose_name='knows the meeting as of its change')),
                ('sequence', models.PositiveIntegerField(default=0, verbose_name='last message')),
                ('sent_at', models.DateTimeField(verbose_name='told on')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendees', to='meetings.meeting', verbose_name='meeting')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'entry in a calendar',
                'verbose_name_plural': 'entries in calendars',
                'ordering': ['meeting', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'person'), name='attendee_once_per_meeting'), models.CheckConstraint(condition=models.Q(('sequence__gte', models.F('told'))), name='message_is_not_behind')],
            },
        ),
        migrations.CreateModel(
            name='Distribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('papers', models.CharField(choices=[('link', 'as links to the portal'), ('attached', 'attached to the mail')], default='link', max_length=8, verbose_name='papers')),
                ('deputies_in_copy', models.BooleanField(default=True, verbose_name='deputies get a copy')),
                ('answer_days', models.PositiveSmallIntegerField(default=7, verbose_name='answers are wanted, days before')),
                ('committee', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='distribution', to='kog.committee', verbose_name='committee')),
            ],
            options={
                'verbose_name': 'distribution list',
                'verbose_name_plural': 'distribution lists',
            },
        ),
        migrations.AddField(
            model_name='participation',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by'),
        ),
        migrations.AddField(
            model_name='participation',
            name='reminded_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='reminded'),
        ),
        migrations.AddField(
            model_name='participation',
            name='substitute_person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='substitute'),
        ),
        migrations.AddField(
            model_name='participation',
            name='way',
            field=models.CharField(blank=True, choices=[('', 'not said'), ('on_site', 'on site'), ('remote', 'by video')], default='', max_length=8, verbose_name='takes part'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.CheckConstraint(condition=models.Q(('substitute_person', None), models.Q(('substitute', ''), _negated=True), _connector='OR'), name='substitute_in_the_portal_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.CheckConstraint(condition=models.Q(('answer', 'pending'), ('answered_at__isnull', False), _connector='OR'), name='answer_says_when'),
        ),
    ]
