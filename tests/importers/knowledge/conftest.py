import pytest

from kb.importers.knowledge import load
from tests.importers.knowledge.sample import FILES


class Folder:
    """A folder of knowledge that a test writes and loads."""

    def __init__(self, path):
        self.path = path

    def write(self, text, name="more.yaml"):
        """Put a text or bytes into a file; the folder itself, to go on."""
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def replace(self, old, new, name):
        """Change one place of a file."""
        text = (self.path / name).read_text()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        return self.write(text.replace(old, new), name)

    def load(self, **options):
        return load(self.path, **options)

    def loaded(self, **options):
        """Load what must be right."""
        summary = self.load(**options)
        assert summary.errors == []
        return summary

    def errors(self):
        """What is wrong, and nothing else happened."""
        summary = self.load()
        assert not summary.written
        return summary.errors


@pytest.fixture
def folder(tmp_path):
    """An empty folder."""
    path = tmp_path / "fixtures"
    path.mkdir()
    return Folder(path)


@pytest.fixture
def sample(folder):
    """The folder with the sample in it."""
    for name, text in FILES.items():
        folder.write(text, name)
    return folder
