"""Only the room for texts declares HTML safe; everywhere else templates and `format_html` escape."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
RENDERER = ROOT / "kb" / "text"
SAFE_NAMES = {"mark_safe", "SafeString", "SafeText", "SafeData", "html_safe"}
FORMATTERS = {"format_html", "format_html_join", "format_html_lazy"}
# `autoescape off`, the filters `safe` and `safeseq` in any spelling, and a string literal as a way around them.
UNSAFE_TEMPLATE = re.compile(r"\|\s*safe(?:seq)?\b|\bautoescape\s+off\b")


def python_findings(source):
    """(line, what) for each place where a module declares HTML safe, or formats HTML that is no literal."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            if name in SAFE_NAMES:
                found.append((node.lineno, name))
        elif isinstance(node, ast.alias) and node.name in SAFE_NAMES:
            found.append((node.lineno, node.name))
        elif isinstance(node, ast.FunctionDef) and node.name == "__html__":
            found.append((node.lineno, "__html__"))
        elif isinstance(node, ast.Call) and _called(node) in FORMATTERS and not _formats_a_literal(node):
            found.append((node.lineno, f"{_called(node)} with a variable"))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and UNSAFE_TEMPLATE.search(node.value):
            found.append((node.lineno, "template in a string"))
    return found


def _called(call):
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def _formats_a_literal(call):
    """The template of format_html is its first argument, that of format_html_join its first two."""
    templates = call.args[: 2 if _called(call) == "format_html_join" else 1]
    return bool(templates) and all(
        isinstance(template, ast.Constant) and isinstance(template.value, str) for template in templates
    )


def python_files():
    return [
        path for folder in ("kb",) for path in sorted((ROOT / folder).rglob("*.py")) if RENDERER not in path.parents
    ]


def template_files():
    return [path for folder in ("kb", "templates") for path in sorted((ROOT / folder).rglob("*.html"))]


def test_no_module_outside_the_renderer_declares_html_safe():
    findings = {
        f"{path.relative_to(ROOT)}:{line}": what
        for path in python_files()
        for line, what in python_findings(path.read_text(encoding="utf-8"))
    }
    assert findings == {}


def test_no_template_turns_escaping_off():
    findings = {
        f"{path.relative_to(ROOT)}:{number}": line.strip()
        for path in template_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if UNSAFE_TEMPLATE.search(line)
    }
    assert findings == {}


def test_the_rooms_are_really_read():
    assert len(python_files()) > 20


@pytest.mark.parametrize(
    "source",
    [
        "from django.utils.safestring import mark_safe",
        "safestring.mark_safe(text)",
        "SafeString(text)",
        "class Page(SafeString): pass",
        "format_html(text)",
        "html.format_html(text, a)",
        "format_html(f'<b>{text}</b>')",
        "format_html('<b>' + text)",
        "format_html(*parts)",
        "format_html_join(separator, '<b>{}</b>', rows)",
        "format_html_join('', template, rows)",
        "class Page:\n    def __html__(self): return self.text",
        "Template('{{ text|safe }}')",
        "Template('{% autoescape off %}')",
    ],
)
def test_every_way_around_is_found(source):
    assert python_findings(source)


@pytest.mark.parametrize(
    "source",
    [
        "format_html('<b>{}</b>', text)",
        "format_html_join('', '<li>{}</li>', rows)",
        "unsafe = 'safe'",
        "Template('{{ text|safe_name }}')",
    ],
)
def test_what_escapes_is_not_reported(source):
    assert python_findings(source) == []
