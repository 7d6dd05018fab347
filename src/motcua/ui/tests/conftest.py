"""A gallery that is served without a database, and a Chromium to look at it."""

import threading
from collections.abc import Callable, Iterator
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import jinja2
import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.template.loader import render_to_string
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, sync_playwright

from motcua.ui import assets, site
from motcua.ui.jinja import environment
from motcua.ui.site import Site
from motcua.ui.tests import TEMPLATES

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(autouse=True)
def centre_of_the_frame(monkeypatch):
    """The frame names a centre that needs no database."""
    hours = "thứ Hai đến thứ Sáu: 07:00-11:30, 13:30-17:00"
    centre = Site("Trung tâm Phục vụ hành chính công tỉnh Sông Lam", "12 Lê Lợi", hours, "02933123456")
    monkeypatch.setattr(site, "_provider", lambda: centre)


@pytest.fixture
def components():
    """The macros, as a template gets them."""
    return environment(loader=jinja2.FileSystemLoader(TEMPLATES)).get_template("ui/components.jinja").module


@pytest.fixture
def render():
    """Render a template for a GET of `address`."""

    def rendered(template: str, context: dict | None = None, address: str = "/") -> str:
        return render_to_string(template, context or {}, RequestFactory().get(address))

    return rendered


class Quiet(WSGIRequestHandler):
    def log_message(self, format, *args):  # noqa: A002 - the standard library's name
        """Requests are not what these tests print."""


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the product is served; pytest-django refuses every touch of the database meanwhile."""
    assets.build()
    with make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), Server, Quiet) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """`open_page("/giao-dien/", width=320)`; what the page complains about fails the test."""
    contexts, complaints = [], []

    def opened(path: str, *, width: int = 360, height: int = 740, allow: str = "", **options) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        page.goto(address + path)
        complaints[:] = [text for text in complaints if not (allow and allow in text)]
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
