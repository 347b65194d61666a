"""The newsroom as a WSGI application, for Granian."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "communique.newsroom.settings")
application = get_wsgi_application()
