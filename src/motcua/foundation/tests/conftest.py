import pytest
from django.db import connection


@pytest.fixture
def real_queue(transactional_db):
    """A test that really commits, and a job queue empty again after it (Django doesn't know procrastinate's tables)."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
