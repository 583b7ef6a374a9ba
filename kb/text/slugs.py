"""The forms of keys that stand in addresses: slugs, and the readable keys of sources."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# An address with one of these endings asks for a data format.
FORMAT_SUFFIXES = (".json", ".csv", ".md", ".atom")
SOURCE_KEY = re.compile(r"(?!.*\.(?:json|csv|md|atom)$)[a-z0-9]+(?:[.-][a-z0-9]+)*")


def validate_slug(value):
    """Validator: lower-case ASCII letters, digits and single hyphens between them."""
    if not SLUG.fullmatch(value):
        raise ValidationError(
            _("Use lower-case letters a to z, digits and single hyphens between them; a dot becomes a hyphen."),
            code="slug",
        )


def validate_source_key(value):
    """Validator: like a slug, with dots allowed too, but not at the end as a format's suffix has it."""
    if value.endswith(FORMAT_SUFFIXES):
        raise ValidationError(
            _("A key cannot end in %(suffixes)s, because such addresses ask for a data format."),
            code="format_suffix",
            params={"suffixes": ", ".join(FORMAT_SUFFIXES)},
        )
    if not SOURCE_KEY.fullmatch(value):
        raise ValidationError(
            _("Use lower-case letters a to z, digits, and single hyphens or dots between them."), code="source_key"
        )
