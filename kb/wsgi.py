"""The site as a WSGI application: `gunicorn kb.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kb.settings")
# A reader's query has a time limit; a migration or an import, run by manage.py, has none.
os.environ.setdefault("KB_SERVING", "1")

application = get_wsgi_application()
