"""What meetings give to the apps below: permissions, and later panels, loaders and readers."""

from kog import loading

from . import demo, rules  # noqa: F401 -- permissions are registered by being imported
from .actions.loading_history import load_history

loading.register_loader(load_history)
loading.register_demo(demo.tell, order=30)
