"""Bring the strings of the source into the Chinese catalogue, with empty translations to fill in."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from kb.catalogues import source_messages, update_catalogue


class Command(BaseCommand):
    help = "Updates the catalogue: new strings come in empty, unused ones go, translations stay."
    requires_system_checks = ()

    def handle(self, **options):
        po = Path(settings.LOCALE_PATHS[0]) / "zh_Hant" / "LC_MESSAGES" / "django.po"
        added, dropped = update_catalogue(po, source_messages(settings.BASE_DIR))
        for sign, messages in (("+", added), ("-", dropped)):
            for message in messages:
                self.stdout.write(f"{sign} {message.text}")
        self.stdout.write(f"{len(added)} to translate, {len(dropped)} no longer used.")
