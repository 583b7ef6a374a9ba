"""What a first visit costs a reader's connection."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("knowledge")]

LIMIT = 60 * 1024


@pytest.mark.parametrize("language", ["en", "zh-hant"])
@pytest.mark.parametrize(
    "path", ["", "models/", "compare/", "compare/?m=qwen2-5-7b-instruct&m=qwen2-5-coder-7b-instruct"]
)
def test_first_visit_weighs_at_most_60_kilobytes(client, language, path):
    """HTML as sent to a browser that takes gzip, with each style sheet, script and icon as whitenoise stores it."""
    response = client.get(f"/{language}/{path}", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    html = gzip.decompress(response.content).decode()
    files = set(re.findall(r'(?:src|href)="/static/([^"]+)"', html))
    assert {"duizhao.css", "duizhao.js"} <= files
    weights = {name: len(gzip.compress(Path(finders.find(name)).read_bytes(), 9)) for name in files}
    assert len(response.content) + sum(weights.values()) <= LIMIT, (len(response.content), weights)
