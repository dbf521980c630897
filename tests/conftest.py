import pytest
from django.core.cache import cache

pytest_plugins = ["tests.template_database", "tests.factories.cast"]


@pytest.fixture(autouse=True)
def _remember_nothing() -> None:
    """What one test made a process remember is not there for the next."""
    cache.clear()
