"""What happens beside the meetings, made known to the apps below: papers in writing, and what the worker plays."""

import datetime as dt

from documents.usage import register_usage
from kog import periodic

from . import rules_beside  # noqa: F401 -- permissions are registered by being imported
from .queries import circulars

register_usage(circulars.uses)
periodic.register("finish_circulars", every=dt.timedelta(hours=1))
periodic.register("suggest_from_horizon", every=dt.timedelta(days=1))
