import gc
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import translation

from kog import remembering

pytest_plugins = ["tests.template_database", "tests.replay", "tests.factories.cast"]

HERE = Path(__file__).parent
LONG = {"journeys", "pages", "permissions", "play", "races"}
# What is remembered for seconds would run out between two counts of queries on a busy machine.
remembering.SECONDS = None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that no process waits at the end while another plays the longest test."""
    items.sort(key=lambda item: item.path.relative_to(HERE).parts[0] not in LONG)


def pytest_collection_finish() -> None:
    """What is imported by now stays: searching it for garbage again and again takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(autouse=True)
def _remember_nothing() -> None:
    """What one test made a process remember is not there for the next, nor the language it read last."""
    cache.clear()
    translation.deactivate()
