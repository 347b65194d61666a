"""The newsroom as a WSGI application, for Granian."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connection

from communique.newsroom.turns import InTurn

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "communique.newsroom.settings")
_application = get_wsgi_application()
application = InTurn(_application) if connection.vendor == "sqlite" else _application
