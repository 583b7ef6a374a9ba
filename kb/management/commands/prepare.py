"""Everything between a checkout and a served site, in one process; what is up to date is left alone."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from kb.models import FixtureRecord


def static_fingerprint():
    """A hash over path, size and age of every static file of the site and its packages."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


class Command(BaseCommand):
    help = "Compiles catalogues, migrates, loads fixtures/ and collects static files where they changed."

    def handle(self, **options):
        call_command("compile_catalogues", verbosity=0)
        call_command("migrate", interactive=False, verbosity=0)
        self.load()
        if not settings.DEBUG:
            self.collect()

    def load(self):
        """Load fixtures/. Where the files cannot be loaded, a site that has knowledge already is served with that."""
        try:
            call_command("load_knowledge", stdout=self.stdout, stderr=self.stderr)
        except CommandError as error:
            if not FixtureRecord.objects.exists():
                raise
            self.stderr.write(f"fixtures/ was not loaded ({error}) The site is served as it stood before.")

    def collect(self):
        stamp, now = settings.VAR_DIR / "static.stamp", static_fingerprint()
        if stamp.exists() and stamp.read_text() == now and settings.STATIC_ROOT.is_dir():
            return
        self.stdout.write("Collecting static files ...")
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(now)
