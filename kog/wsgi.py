"""What the server calls: Django, and what apps mount beside it, named by string so that nothing is imported upward."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kog.settings.production")

application = get_wsgi_application()
for mount in settings.WSGI_MOUNTS:
    application = import_string(mount)(application)
