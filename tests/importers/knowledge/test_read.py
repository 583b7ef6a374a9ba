"""Files and YAML: what is taken, what is refused, and where it is said to stand."""

import os

import pytest

from kb.importers.knowledge.faults import Faults
from kb.importers.knowledge.read import DEPTH, FILE_SIZE, File, digest_of, find_files, parse


def read(text):
    """(content, fault lines) of one file named f.yaml."""
    faults = Faults()
    data = text if isinstance(text, bytes) else text.encode()
    return parse(File("f.yaml", data), faults), faults.lines()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ('"true"', "true"),
        ("37.60", "37.60"),
        ("1e3", "1e3"),
        ("010", "010"),
        ("0x1F", "0x1F"),
        ("12:30:45", "12:30:45"),
        ("2023-08-24", "2023-08-24"),
        (".nan", ".nan"),
        ("=", "="),
    ],
)
def test_only_true_false_and_null_are_more_than_words(written, value):
    content, faults = read(f"a: {written}\n")
    assert (content["a"], faults) == (value, [])


def test_a_figure_of_ten_thousand_digits_stays_a_word():
    assert read("a: " + "9" * 10_000)[0]["a"] == "9" * 10_000


def test_lines_are_remembered_for_keys_and_items():
    content, _faults = read("a:\n  - b: c\n    d: e\n  - f\n")
    assert content["a"].lines == [2, 4]
    assert content["a"][0].place("d").line == 3


def test_byte_order_mark_and_crlf_are_accepted():
    content, faults = read(b"\xef\xbb\xbfa: b\r\nc: |\r\n  d\r\n  e\r\n")
    assert (dict(content), faults) == ({"a": "b", "c": "d\ne\n"}, [])


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "a:\n"])
def test_a_file_without_entries_is_no_fault(text):
    assert read(text)[1] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: 1\nb: *x\n", "f.yaml:2: b: aliases (*)"),
        ("a: &x 1\n", "f.yaml:1: a: anchors (&)"),
        ("a: !!int 1\n", "f.yaml:1: a: tags (!)"),
        ("a: !x [b]\n", "f.yaml:1: a: tags (!)"),
        ("a: !!python/object/apply:os.system [ls]\n", "f.yaml:1: a: tags (!)"),
        ("%YAML 1.1\n---\na: b\n", "f.yaml:1: file: directives (%)"),
        ("a: b\n---\nc: d\n", "f.yaml:2: file: a second document"),
        ("a: 1\nb: 2\na: 3\n", "f.yaml:3: a: stands twice, first in line 1"),
        ("a:\n  - b: 1\n    b: 2\n", "f.yaml:3: a.1.b: stands twice, first in line 2"),
        ("a:\n  <<: {b: c}\n", "f.yaml:2: a: merge keys (<<)"),
        ("? [a]\n: b\n", "f.yaml:1: file: a name must be a word"),
        ("true: b\n", "f.yaml:1: file: a name must be a word"),
        ("- a\n", "f.yaml:1: file: must be a mapping"),
        ("a: b\n c: d\n", "f.yaml:2: YAML: mapping values"),
        ("a: b\nc: 'd\n", "f.yaml:3: YAML: found unexpected end of stream"),
        ('a: b\nc: "\\0"\n', "f.yaml:2: c: holds a control character"),
        ('a: b\nc: "\\ud800"\n', "f.yaml:2: YAML: found invalid Unicode"),
        ("a: b\nc: \x00\n", "f.yaml:2: file: holds a character that YAML does not allow"),
        (b"a: b\nc: \xff\n", "f.yaml:2: file: not UTF-8"),
        (b"a: b\nc: \xed\xa0\x80\n", "f.yaml:2: file: not UTF-8"),
        ("a: b\nc: " + "[" * (DEPTH + 1), "f.yaml:2: YAML: nested more than"),
    ],
)
def test_what_yaml_could_hide_is_refused_with_its_line(text, fault):
    _content, faults = read(text)
    assert len(faults) == 1
    assert faults[0].startswith(fault)


@pytest.mark.parametrize("text", ["[" * 4_000_000, "a: " + "{" * 4_000_000, "? " * 2_000_000, "- " * 2_000_000])
def test_endless_nesting_is_refused_without_being_read(text):
    assert len(read(text)[1]) == 1


def test_an_alias_bomb_is_refused_and_not_unfolded():
    lines = ["a: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"b{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    content, faults = read("\n".join(lines))
    assert len(faults) == 30 + 9 * 29
    assert all(not isinstance(item, list) for item in content["b29"])


def test_every_fault_of_a_file_is_told():
    _content, faults = read("a: &x 1\nb: !y 2\nb: 3\n")
    assert [line.split(":")[1] for line in faults] == ["1", "2", "3"]


def found(path):
    faults = Faults()
    return [file.name for file in find_files(path, faults)], faults.lines()


def test_all_yaml_below_the_folder_is_found_and_hidden_names_are_not(folder):
    folder.write("a: b", "b.yaml").write("a: b", "deep/er/a.yaml").write("x", ".hidden.yaml").write("x", "read.me")
    folder.write("x", ".git/c.yaml")
    assert found(folder.path) == (["fixtures/b.yaml", "fixtures/deep/er/a.yaml"], [])


def test_one_file_can_be_read_alone(folder):
    folder.write("a: b", "b.yaml")
    assert found(folder.path / "b.yaml") == (["b.yaml"], [])


def test_a_missing_folder_is_told(folder):
    assert found(folder.path / "none")[1][0].endswith("folder: there is no such folder")


def test_a_name_that_would_be_passed_over_is_told(folder):
    folder.write("a: b", "b.yml").write("a: b", "c.YAML")
    assert found(folder.path)[1] == [
        "fixtures/b.yml: file: would be passed over; name it *.yaml",
        "fixtures/c.YAML: file: would be passed over; name it *.yaml",
    ]


def test_links_and_pipes_are_not_followed(folder, tmp_path):
    (tmp_path / "outside.yaml").write_text("a: b")
    (tmp_path / "elsewhere").mkdir()
    os.symlink(tmp_path / "outside.yaml", folder.path / "link.yaml")
    os.symlink(tmp_path / "elsewhere", folder.path / "linked")
    os.mkfifo(folder.path / "pipe.yaml")
    names, faults = found(folder.path)
    assert names == []
    assert [line.partition(": ")[0] for line in faults] == [
        "fixtures/link.yaml",
        "fixtures/linked",
        "fixtures/pipe.yaml",
    ]


def test_a_file_above_the_limit_is_refused_by_name(folder):
    folder.write(b"#" * FILE_SIZE, "fits.yaml").write(b"#" * (FILE_SIZE + 1), "large.yaml")
    names, faults = found(folder.path)
    assert names == ["fixtures/fits.yaml"]
    assert faults == ["fixtures/large.yaml: file: larger than 5 MB; split it"]


def test_the_digest_tells_names_bytes_and_their_border_apart():
    files = [
        [File("a", b"b")],
        [File("b", b"b")],
        [File("a", b"c")],
        [File("a", b"b"), File("c", b"")],
        [File("a", b""), File("c", b"b")],
        [],
    ]
    assert len({digest_of(one, "1") for one in files}) == len(files)
    assert digest_of(files[0], "1") != digest_of(files[0], "2")
