"""A time limit on the queries of the served site, so that no address keeps a worker busy for long.

PostgreSQL has one of its own (`statement_timeout`, set in `kb.environment`); SQLite is given this one.
"""

import math
import time

from django.db.backends.signals import connection_created

STEPS = 20_000  # of SQLite's virtual machine between two looks at the clock: about a millisecond


class QueryClock:
    """Counts from the start of each statement of one connection; SQLite then ends it as "interrupted"."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.deadline = math.inf

    def __call__(self, execute, sql, params, many, context):
        self.deadline = time.monotonic() + self.seconds
        return execute(sql, params, many, context)

    def is_over(self):
        return time.monotonic() > self.deadline


def limit_sqlite_queries(seconds):
    """Give every SQLite connection that is opened from now on a limit of `seconds` a statement."""

    def attach(connection, **kwargs):
        if connection.vendor != "sqlite":
            return
        # The wrappers outlive the connection they were made for: a renewed one needs only the handler.
        clock = next((one for one in connection.execute_wrappers if isinstance(one, QueryClock)), None)
        if clock is None:
            clock = QueryClock(seconds)
            connection.execute_wrappers.append(clock)
        connection.connection.set_progress_handler(clock.is_over, STEPS)

    connection_created.connect(attach, weak=False, dispatch_uid="kb.query_limit")
