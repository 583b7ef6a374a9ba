"""How gunicorn serves the site: `gunicorn`, started in this folder, reads it."""

import os

from gunicorn.http import message

# An address of 100,000 characters gets a page, as every other does. gunicorn knows only "up to 8,190 bytes"
# and "without end"; the second would let one client fill the memory, so the first is raised instead.
message.MAX_REQUEST_LINE = 1024 * 1024
limit_request_line = message.MAX_REQUEST_LINE

wsgi_app = "kb.wsgi"
bind = os.environ.get("KB_BIND") or "127.0.0.1:8000"
workers = int(os.environ.get("KB_WORKERS") or 2)
threads = int(os.environ.get("KB_THREADS") or 4)
loglevel = "warning"
control_socket_disable = True  # it would be made in the home folder


def when_ready(server):
    """Say where the site is, once it can be reached."""
    print(f"Duizhao 對照 is served at http://{bind}/ (Ctrl-C stops it)", flush=True)
