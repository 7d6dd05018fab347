"""A file of over 400 lines or a function of over 40 asks: which two things am I?"""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400
LONGEST_FUNCTION = 40


def sources() -> Iterator[Path]:
    for folder in ("src", "tests"):
        yield from (path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)


def functions(source: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield node.name, node.end_lineno - node.lineno + 1


def test_no_file_is_two_things():
    long = {str(p.relative_to(ROOT)): n for p in sources() if (n := p.read_text("utf-8").count("\n")) > LONGEST_FILE}
    assert long == {}


def test_no_function_is_two_things():
    long = [
        (str(path.relative_to(ROOT)), name, lines)
        for path in sources()
        for name, lines in functions(path.read_text("utf-8"))
        if lines > LONGEST_FUNCTION
    ]
    assert long == []


def test_a_long_function_would_be_seen():
    body = "def f():\n" + "    x = 1\n" * LONGEST_FUNCTION
    assert dict(functions(body)) == {"f": LONGEST_FUNCTION + 1}
