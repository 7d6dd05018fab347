"""The content security policy takes files of our own only; every template of the product is held to it."""

import re

import pytest

from motcua.ui.tests import TEMPLATES

PAGES = sorted(TEMPLATES.parents[1].glob("*/templates/**/*.jinja"))


@pytest.mark.parametrize("file", PAGES, ids=lambda file: "/".join(file.parts[-2:]))
def test_no_script_or_style_stands_in_a_page(file):
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"\s(style|on[a-z]+)=[\"']", text)
    assert "|safe" not in text.replace(" ", "")


def test_there_are_templates_to_hold():
    assert len(PAGES) > 20
