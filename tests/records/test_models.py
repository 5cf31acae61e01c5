"""The one migration says what the models say."""

from django.core.management import call_command


def test_no_migration_is_missing(db):
    """``make migrations`` was run after the last change of a model."""
    call_command("makemigrations", "records", check=True, dry_run=True, verbosity=0)
