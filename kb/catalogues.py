"""Catalogues of interface strings: what the source asks for, what a `.po` file answers, the `.mo` made of it.

Works without GNU gettext: Python is read by `ast`, templates by Django's own `templatize`, `.po` by polib.
"""

import ast
import os
import re
import tempfile
from pathlib import Path
from typing import NamedTuple

import polib
from django.utils.translation.template import templatize

# Function name -> which of its arguments are context, message and plural.
_SIMPLE, _PLURAL, _CONTEXT, _BOTH = (None, 0, None), (None, 0, 1), (0, 1, None), (0, 1, 2)
FUNCTIONS = {
    "_": _SIMPLE,
    "gettext": _SIMPLE,
    "gettext_lazy": _SIMPLE,
    "gettext_noop": _SIMPLE,
    "ngettext": _PLURAL,
    "ngettext_lazy": _PLURAL,
    "pgettext": _CONTEXT,
    "pgettext_lazy": _CONTEXT,
    "npgettext": _BOTH,
    "npgettext_lazy": _BOTH,
}
_LITERAL = r"""u?(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")"""
_TEMPLATE_CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({_LITERAL}(?:\s*,\s*{_LITERAL})*)")


class Message(NamedTuple):
    """One string to translate; context and plural are None where it has none."""

    context: str | None
    text: str
    plural: str | None


def compile_catalogue(po):
    """Write the `.mo` file beside `po` unless it is of the same age; returns whether it was written.

    Written beside and moved into place, so that a server that starts meanwhile reads a whole file.
    """
    po = Path(po)
    mo, age = po.with_suffix(".mo"), po.stat().st_mtime_ns
    if mo.exists() and mo.stat().st_mtime_ns == age:
        return False
    handle, part = tempfile.mkstemp(dir=po.parent, suffix=".part")
    os.close(handle)
    polib.pofile(str(po)).save_as_mofile(part)
    os.chmod(part, 0o644)
    os.utime(part, ns=(age, age))
    os.replace(part, mo)
    return True


def source_messages(root):
    """{Message: sorted paths that use it}, of the Python code in `kb/` and the templates under `root`.

    Raises ValueError, with path and line, for a call whose message is put together.
    """
    found = {}
    for folder, pattern, read in (
        ("kb", "*.py", python_messages),
        ("kb", "*.html", template_messages),
        ("templates", "*", template_messages),
    ):
        for path in sorted((Path(root) / folder).rglob(pattern)):
            if not path.is_file() or "migrations" in path.parts:
                continue
            place = path.relative_to(root).as_posix()
            for message in read(path.read_text(encoding="utf-8"), place):
                found.setdefault(message, set()).add(place)
    return {message: sorted(places) for message, places in found.items()}


def python_messages(code, place):
    """The messages of Python source `code`; `place` names it in errors."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", None)
        if name in FUNCTIONS:
            yield from _messages(name, node.args, f"{place}:{node.lineno}")


def template_messages(source, place):
    """The messages of a Django template."""
    for name, arguments in _TEMPLATE_CALL.findall(templatize(source, origin=place)):
        # The trailing comma makes a tuple of one argument as well.
        yield from _messages(name, ast.parse(f"({arguments},)", mode="eval").body.elts, place)


def _messages(name, arguments, place):
    """The message of one call; none if it looks up a string that gettext_noop marked elsewhere."""
    context, text, plural = FUNCTIONS[name]
    wanted = [argument for index, argument in enumerate(arguments) if index in (context, text, plural)]
    if any(isinstance(node, (ast.JoinedStr, ast.BinOp)) or _is_format(node) for node in wanted):
        raise ValueError(f"{place}: {name}() takes whole strings only, without f-string or concatenation")
    if all(isinstance(node, ast.Constant) and isinstance(node.value, str) for node in wanted):
        values = [node.value for node in wanted]
        yield Message(
            None if context is None else values[context],
            values[text],
            None if plural is None else values[plural],
        )


def _is_format(node):
    return isinstance(node, ast.Call) and getattr(node.func, "attr", None) == "format"


def entry_message(entry):
    """The Message that a catalogue entry answers."""
    return Message(entry.msgctxt or None, entry.msgid, entry.msgid_plural or None)


def update_catalogue(po, messages):
    """Add to `po` what `messages` has and it lacks, drop what nothing uses; translations stay.

    messages: as `source_messages` gives them. Returns the messages added and the messages dropped.
    """
    catalogue = polib.pofile(str(po), wrapwidth=110)
    known = {entry_message(entry): entry for entry in catalogue if not entry.obsolete}
    added = [message for message in messages if message not in known]
    dropped = [message for message in known if message not in messages]
    for message in dropped:
        catalogue.remove(known[message])
    for context, text, plural in added:
        answer = {"msgid_plural": plural, "msgstr_plural": {0: ""}} if plural else {"msgstr": ""}
        catalogue.append(polib.POEntry(msgctxt=context, msgid=text, **answer))
    for entry in catalogue:
        entry.occurrences = [(place, "") for place in messages.get(entry_message(entry), ())]
    catalogue.sort(key=lambda entry: (entry.occurrences, entry.msgid, entry.msgctxt or ""))
    catalogue.save()
    return added, dropped
