"""Make the binary catalogues that Django reads from the `.po` files in git."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from kb.catalogues import compile_catalogue


class Command(BaseCommand):
    help = "Compiles the catalogues of interface strings; needs no gettext."
    requires_system_checks = ()

    def handle(self, **options):
        for folder in settings.LOCALE_PATHS:
            for po in sorted(Path(folder).rglob("*.po")):
                if compile_catalogue(po) and options["verbosity"]:
                    self.stdout.write(f"Compiled {po.relative_to(folder)}")
