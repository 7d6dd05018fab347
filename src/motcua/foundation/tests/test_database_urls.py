import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.conninfo import conninfo_to_dict

from motcua.foundation.settings.database import Database, parse

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
HOSTS = st.sampled_from(["", "db.example.vn", "10.0.0.5", "::1", "/run/postgresql", "/tmp/có dấu/s"])


@given(name=WORDS, user=WORDS, password=WORDS, host=HOSTS, port=st.sampled_from(["", "5432", "6000"]))
def test_what_is_written_is_read_back(name: str, user: str, password: str, host: str, port: str):
    database = Database(name, user, password, host, port, (("sslmode", "require"),))
    assert parse(database.url) == database


@given(name=WORDS, user=WORDS, password=WORDS, host=HOSTS)
def test_postgresql_itself_reads_the_same(name: str, user: str, password: str, host: str):
    said = conninfo_to_dict(Database(name, user, password, host, "5432").url)
    assert said["dbname"] == name
    assert (said["user"], said["password"]) == (user, password)
    assert said.get("host", "") == host


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://motcua@127.0.0.1:5499/h_house", Database("h_house", "motcua", "", "127.0.0.1", "5499")),
        ("postgres:///motcua?host=/run/postgresql", Database("motcua", host="/run/postgresql")),
        (
            "postgresql://motcua@/motcua?host=/run/postgresql&port=6000",
            Database("motcua", "motcua", "", "/run/postgresql", "6000"),
        ),
        ("postgresql://%2Frun%2Fpostgresql/motcua", Database("motcua", host="/run/postgresql")),
        (
            "postgresql://u:p%40ss@h/d?sslmode=verify-full",
            Database("d", "u", "p@ss", "h", "", (("sslmode", "verify-full"),)),
        ),
    ],
)
def test_libpqs_ways_of_writing_an_address(url: str, expected: Database):
    assert parse(url) == expected


@pytest.mark.parametrize("url", ["sqlite:///x", "postgresql://host/", "postgresql://host:port/x", "motcua", ""])
def test_anything_else_is_refused_with_an_example(url: str):
    with pytest.raises(ValueError, match="Ví dụ: postgresql://"):
        parse(url)
