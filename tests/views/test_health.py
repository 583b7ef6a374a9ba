"""Is the process alive, can it serve."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder


def test_living_process_answers_without_the_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_ready_when_every_migration_is_applied(client):
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_not_ready_while_a_migration_waits(client):
    MigrationRecorder(connection).record_unapplied("kb", "0001_vocabulary")
    response = client.get("/readyz")
    assert (response.status_code, response.content[:10]) == (503, b"migrations")


def test_not_ready_without_the_database(client, monkeypatch):
    def fail(*args):
        raise OperationalError("gone")

    monkeypatch.setattr("kb.views.health.MigrationExecutor", fail)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"database\n")
