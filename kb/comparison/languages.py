"""What languages are called: those that prompts are written in, and those that programs are."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

PROMPT = {
    "ar": gettext_noop("Arabic"),
    "de": gettext_noop("German"),
    "en": gettext_noop("English"),
    "es": gettext_noop("Spanish"),
    "fr": gettext_noop("French"),
    "hi": gettext_noop("Hindi"),
    "it": gettext_noop("Italian"),
    "ja": gettext_noop("Japanese"),
    "ko": gettext_noop("Korean"),
    "pt": gettext_noop("Portuguese"),
    "ru": gettext_noop("Russian"),
    "th": gettext_noop("Thai"),
    "vi": gettext_noop("Vietnamese"),
    "zh": gettext_noop("Chinese (which script is not stated)"),
    "zh-hans": gettext_noop("Simplified Chinese"),
    "zh-hant": gettext_noop("Traditional Chinese"),
}
PROGRAMMING = {
    "bash": "Bash",
    "c": "C",
    "c#": "C#",
    "c++": "C++",
    "cpp": "C++",
    "css": "CSS",
    "go": "Go",
    "html": "HTML",
    "java": "Java",
    "javascript": "JavaScript",
    "php": "PHP",
    "python": "Python",
    "ruby": "Ruby",
    "rust": "Rust",
    "shell": "Shell",
    "sql": "SQL",
    "swift": "Swift",
    "typescript": "TypeScript",
}


def language_name(purpose: str, code: str) -> str:
    """The name of a language in the active language; the code itself where no name is known."""
    if purpose == "prompt":
        return _(PROMPT[code]) if code in PROMPT else code
    return PROGRAMMING.get(code, code.capitalize())
