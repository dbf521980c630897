from django.core.management import call_command


def test_models_have_no_pending_migration(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
