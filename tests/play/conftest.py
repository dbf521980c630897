"""How long to play: a few hundred steps by default, always the same; `PLAY=5000` plays that many, each time others.

A failure is shown as it was played; `SHRINK=1` looks for the shortest way to it, which takes minutes.
"""

import os

import hypothesis
import pytest

STEPS = 60


@pytest.fixture
def play() -> hypothesis.settings:
    wanted = int(os.environ.get("PLAY", "0"))
    return hypothesis.settings(
        max_examples=max(1, wanted // STEPS) if wanted else 6,
        stateful_step_count=STEPS,
        derandomize=not wanted,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate, *([hypothesis.Phase.shrink] if "SHRINK" in os.environ else [])],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
