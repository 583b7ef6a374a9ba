"""One load from beginning to end."""

import re
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from django.db import DatabaseError, connection, transaction

from kb.importers.knowledge.build import Builder
from kb.importers.knowledge.check import check as check_drafts
from kb.importers.knowledge.entries import read_entries
from kb.importers.knowledge.faults import Faults, Place
from kb.importers.knowledge.plan import Plan, make_plan
from kb.importers.knowledge.prune import prune as delete_gone
from kb.importers.knowledge.read import digest_of, find_files, parse
from kb.importers.knowledge.schema import SPECS
from kb.importers.knowledge.standing import FOLDER, Standing
from kb.importers.knowledge.state import digests
from kb.importers.knowledge.summary import Summary
from kb.importers.knowledge.write import BATCH, Writer
from kb.models import FixtureRecord

FIRST_IMPORT = "First import of the knowledge in fixtures/"
LATER_IMPORT = "Import of fixtures/ (changed file)"
MISSING_TABLE = re.compile(r"no such (table|column)|does not exist")
FORM = "1"  # to be raised when the same files come to mean something else, so that they are read again


def load(
    path: str | Path,
    progress: Callable[[str], None] | None = None,
    *,
    check: bool = False,
    prune: bool = False,
) -> Summary:
    """Load every *.yaml below `path`; with any error nothing is written.

    progress: called with a line for a person before each longer step. check: read, plan and validate only.
    prune: delete entries that the files no longer hold and that nobody has edited since.
    """
    say, faults = progress or (lambda line: None), Faults()
    files = find_files(Path(path), faults)
    digest = digest_of(files, FORM)
    try:
        if not (check or prune or faults) and _is_loaded(digest):
            return Summary(up_to_date=True)
        say(f"Reading {len(files)} files ...")
        entries = [entry for file in files for entry in read_entries(parse(file, faults), faults)]
        if prune and not entries:
            faults.add(Place(str(path), 0), "folder", "holds no entry; --prune would delete everything")
        # One transaction from the first look at the rows to the last write: nobody edits in between.
        with nullcontext() if check else transaction.atomic():
            if not check:
                _wait_for_others()
            return _carry_out(entries, faults, digest, say, check=check, prune=prune)
    except DatabaseError as error:
        told = " ".join(str(error).split())
        hint = "; has it been migrated (manage.py migrate)?" if MISSING_TABLE.search(told) else ""
        return Summary(errors=[f"database: {told}{hint}"])


def _wait_for_others():
    """One load at a time: SQLite's transactions see to it themselves, PostgreSQL is asked for it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {FixtureRecord._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def _is_loaded(digest):
    return FixtureRecord.objects.filter(key=FOLDER, file_digest=digest).exists()


def _carry_out(entries, faults, digest, say, *, check, prune):
    standing = Standing(lock=not check)
    if not (check or prune or faults) and standing.folder and standing.folder.file_digest == digest:
        return Summary(up_to_date=True)  # another process was quicker
    plan = make_plan(entries, standing, faults)
    summary = Summary(counts=plan.counts(), notices=_notices(plan, prune))
    say("Checking ...")
    drafts = Builder(plan, standing).build()
    check_drafts(drafts, faults)
    summary.errors = faults.lines()
    if check or faults:
        return summary
    reason = LATER_IMPORT if standing.folder else FIRST_IMPORT
    say("Writing ...")
    Writer(reason).write(drafts)
    _remember(plan, drafts, digest)
    if prune:
        delete_gone(plan.gone, standing, reason, summary)
    summary.written = True
    return summary


def _notices(plan: Plan, prune):
    kept = [f"{one.entry.label} ({one.entry.place()}): {one.why}" for one in plan.planned if one.why]
    gone = (
        [] if prune else [f"{one.record_key}: no longer in the files; kept (--prune deletes it)" for one in plan.gone]
    )
    return kept + gone


def _remember(plan, drafts, digest):
    """One record for each entry written: what the file said, and how the entry stands now."""
    written = {id(draft.entry): draft.obj.pk for draft in drafts}
    records = [FixtureRecord(key=FOLDER, file_digest=digest)]
    for name, spec in SPECS.items():
        rows = {written[id(one.entry)]: one.entry for one in plan.of(name)}
        stands = digests(spec, rows)
        records += [
            FixtureRecord(key=entry.record_key, file_digest=entry.digest, row_digest=stands[pk], object_id=pk)
            for pk, entry in rows.items()
        ]
    FixtureRecord.objects.filter(key__in=plan.forgotten).delete()
    FixtureRecord.objects.bulk_create(
        records,
        BATCH,
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["file_digest", "row_digest", "object_id", "loaded_at"],
    )
