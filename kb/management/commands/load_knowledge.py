"""The knowledge in `fixtures/` into the database; what an editor changed stays."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kb.importers.knowledge import load


class Command(BaseCommand):
    help = "Loads fixtures/ in one transaction; what was edited in the database since stays as it is."

    requires_system_checks = []  # they import every page, of which this needs none

    def add_arguments(self, parser):
        parser.add_argument(
            "path", nargs="?", default=settings.BASE_DIR / "fixtures", help="folder (default: fixtures)"
        )
        parser.add_argument("--check", action="store_true", help="read and validate only, write nothing")
        parser.add_argument(
            "--prune", action="store_true", help="delete unedited entries that the files no longer hold"
        )

    def handle(self, *, path, check, prune, verbosity, **options):
        say = self.stdout.write if verbosity > 1 else None
        summary = load(path, say, check=check, prune=prune)
        for line in summary.lines() if verbosity else ():
            self.stdout.write(line)
        if summary.errors:
            for line in summary.errors:
                self.stderr.write(line)
            raise CommandError(f"{len(summary.errors)} errors; nothing was written.", returncode=1)
