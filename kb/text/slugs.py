"""Keys that stand in addresses: lower-case ASCII, the same in every language."""

import re

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: A slug that may hold dots but never ends like a data format.
SOURCE_KEY = re.compile(r"(?!.*\.(?:json|csv|md|atom)\Z)[a-z0-9]+(?:[.-][a-z0-9]+)*")

validate_slug = RegexValidator(
    rf"^{SLUG.pattern}\Z", _("Use lower-case letters a to z, digits and single hyphens, such as code-llama-7b."), "slug"
)
validate_source_key = RegexValidator(
    rf"^{SOURCE_KEY.pattern}\Z",
    _(
        "Use lower-case letters a to z, digits, hyphens and dots, such as arxiv-2308.12950; "
        "no .json, .csv, .md at the end."
    ),
    "source_key",
)
