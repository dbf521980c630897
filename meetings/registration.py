"""What meetings give to the apps below: permissions, panels, loaders, readers, and whose turn follows a new order."""

from documents.readers import register_reader
from documents.usage import register_usage
from kog import loading
from kog.actions.rotating import register_follower

from . import demo, panels, rules  # noqa: F401 -- permissions are registered by being imported
from .actions.chairing import reassign_turns
from .actions.loading_history import load_history
from .queries import papers

loading.register_loader(load_history)
loading.register_demo(demo.tell, order=30)
panels.register()
register_usage(papers.uses)
register_reader(papers.opened_to)
register_follower(reassign_turns)
