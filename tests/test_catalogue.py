"""No interface string without its Chinese, and the tool that finds them."""

import re
from pathlib import Path

import polib
import pytest

from kb.catalogues import (
    Message,
    compile_catalogue,
    entry_message,
    python_messages,
    source_messages,
    template_messages,
    update_catalogue,
)

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "kb" / "locale" / "zh_Hant" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sdf]|%%|\{(\w*)\}")
HAN = "[\u4e00-\u9fff]"


def entries():
    return [entry for entry in polib.pofile(str(PO)) if not entry.obsolete]


def answers(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


# --- The project's catalogue


def test_every_string_of_the_source_is_in_the_catalogue():
    missing = source_messages(ROOT).keys() - set(map(entry_message, entries()))
    assert not missing, "run `make messages` and translate what it lists"


def test_catalogue_holds_no_string_that_nothing_uses():
    unused = set(map(entry_message, entries())) - source_messages(ROOT).keys()
    assert not unused, "run `make messages`"


def test_every_string_has_chinese_that_somebody_decided_on():
    assert not [entry.msgid for entry in entries() if entry.fuzzy or not all(answers(entry))]


def test_chinese_has_one_plural_form():
    assert polib.pofile(str(PO)).metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    assert not [entry.msgid for entry in entries() if entry.msgid_plural and list(entry.msgstr_plural) != [0]]


def test_chinese_uses_the_same_placeholders():
    def names(text):
        return {match.group(0) for match in PLACEHOLDER.finditer(text)}

    wrong = [
        entry.msgid
        for entry in entries()
        for answer in answers(entry)
        if answer and names(answer) != names(entry.msgid_plural or entry.msgid)
    ]
    assert not wrong


def test_chinese_is_set_with_full_width_punctuation_and_one_space_beside_latin():
    faults = [
        answer
        for entry in entries()
        if entry.msgctxt != "year of a date"  # dates are set without spaces: 2025年
        for answer in answers(entry)
        if re.search(rf"{HAN}[,;:?!()]|[,;:?!(]{HAN}|{HAN}\.(?!\w)", answer)
        or re.search(rf"{HAN}[A-Za-z]|[A-Za-z]{HAN}|[“”]|  ", answer)
    ]
    assert not faults


def test_compiled_catalogues_stay_out_of_git():
    assert "*.mo" in (ROOT / ".gitignore").read_text().splitlines()


# --- The tool


def test_python_strings_are_found_with_context_and_plural():
    code = (
        '_("Save") + gettext_lazy("two " "parts") + pgettext("verb", "open")\n'
        'translation.ngettext("%(n)d model", "%(n)d models", n)\nother("not this")'
    )
    assert set(python_messages(code, "x.py")) == {
        Message(None, "Save", None),
        Message(None, "two parts", None),
        Message("verb", "open", None),
        Message(None, "%(n)d model", "%(n)d models"),
    }


def test_string_marked_in_a_table_is_found_there_and_not_where_it_is_looked_up():
    code = 'NAMES = {"de": gettext_noop("German")}\n_(NAMES[code])'
    assert list(python_messages(code, "x.py")) == [Message(None, "German", None)]


@pytest.mark.parametrize(
    "call", ['_(f"{n} models")', '_("a" + name)', '_("%s models" % n)', '_("{} models".format(n))']
)
def test_string_that_no_catalogue_can_hold_is_an_error(call):
    with pytest.raises(ValueError, match=r"x\.py:1"):
        list(python_messages(call, "x.py"))


def test_template_strings_are_found():
    source = """
    {% load i18n %}{# _("not this") #}
    {% translate "Compare" %} {% translate 'open' context "verb" %} {{ _("Filter")|lower }}
    {% if x == _("It's") %}{% endif %}
    {% blocktranslate trimmed %}
      Say "yes"
      twice
    {% endblocktranslate %}
    {% blocktranslate count n=n context "list" %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}
    """
    assert set(template_messages(source, "x.html")) == {
        Message(None, "Compare", None),
        Message("verb", "open", None),
        Message(None, "Filter", None),
        Message(None, "It's", None),
        Message(None, 'Say "yes" twice', None),
        Message("list", "%(n)s row", "%(n)s rows"),
    }


@pytest.fixture
def po(tmp_path):
    path = tmp_path / "django.po"
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Kept"\nmsgstr "留下"\n\nmsgid "Gone"\nmsgstr "不用"\n'
    )
    return path


def test_update_keeps_translations_and_tells_what_changed(po):
    new = Message(None, "%(n)d model", "%(n)d models")
    kept = Message(None, "Kept", None)
    added, dropped = update_catalogue(po, {kept: ["kb/a.py"], new: ["kb/b.py"]})
    assert (added, dropped) == ([new], [Message(None, "Gone", None)])
    catalogue = polib.pofile(str(po))
    assert {entry.msgid: entry.msgstr for entry in catalogue} == {"Kept": "留下", "%(n)d model": ""}
    assert catalogue.find("%(n)d model").msgstr_plural == {0: ""}
    assert update_catalogue(po, {kept: ["kb/a.py"], new: ["kb/b.py"]}) == ([], [])


def test_compiled_catalogue_follows_its_source(po):
    assert compile_catalogue(po) is True
    assert polib.mofile(str(po.with_suffix(".mo"))).find("Kept").msgstr == "留下"
    assert compile_catalogue(po) is False
    po.write_text(po.read_text().replace("留下", "保留"))
    assert compile_catalogue(po) is True
    assert polib.mofile(str(po.with_suffix(".mo"))).find("Kept").msgstr == "保留"
    assert sorted(entry.name for entry in po.parent.iterdir()) == ["django.mo", "django.po"]
