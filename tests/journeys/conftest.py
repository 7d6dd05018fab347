"""People's browsers: Chromium at the width of a telephone or a desk, with and without JavaScript."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from motcua.demo.accounts import PASSWORD
from motcua.ui.tests.conftest import CHROMIUM, QUIET
from tests.journeys import scene

PHONE, DESK = (360, 740), (1366, 768)
SIGN_IN = "/dang-nhap"


@pytest.fixture(scope="package")
def served(django_db_setup, django_db_blocker) -> Iterator[scene.Scene]:
    """The centre that all journeys share."""
    with django_db_blocker.unblock(), scene.served_centre() as centre:
        yield centre


@pytest.fixture
def transactional_db(served: scene.Scene) -> None:
    """The name by which pytest-django knows that a test needs the test database; here it isn't emptied between tests."""


@pytest.fixture(scope="package")
def chromium(served: scene.Scene) -> Iterator[Browser]:
    """Started after the centre and stopped before it: Django's ORM isn't used while Playwright's loop runs here."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


class Person:
    """Somebody at a browser. What a page complains about (script errors, the security policy) is kept in `complaints`."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.complaints: list[str] = []
        self.page = self.opens()

    def opens(self) -> Page:
        """Another tab."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hear)
        return page

    def _hear(self, message) -> None:
        """Chromium also reports every answer of 400 and above; those are pages that were asked for."""
        if message.type == "error" and "the server responded with a status of" not in message.text:
            self.complaints.append(message.text)

    def goes_to(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def signs_in(self, name: str, password: str = PASSWORD) -> Page:
        page = self.goes_to(SIGN_IN)
        page.get_by_label("Tên đăng nhập").fill(name)
        page.get_by_label("Mật khẩu").fill(password)
        page.get_by_role("button", name="Đăng nhập").click()
        return page


@pytest.fixture
def person(chromium: Browser, served: scene.Scene, transactional_db: None) -> Iterator[Callable[..., Person]]:
    """`person(width=1366, scripts=False)`; a complaint of any page fails the test."""
    people: list[Person] = []

    def comes(size: tuple[int, int] = PHONE, *, scripts: bool = True, **options) -> Person:
        viewport = {"width": size[0], "height": size[1]}
        context = chromium.new_context(
            viewport=viewport, java_script_enabled=scripts, locale="vi-VN", accept_downloads=True, **options
        )
        context.set_default_timeout(15_000)
        people.append(Person(context, served.address))
        return people[-1]

    yield comes
    for somebody in people:
        somebody.context.close()
    assert [somebody.complaints for somebody in people if somebody.complaints] == []


@pytest.fixture
def worker(served: scene.Scene) -> Iterator[None]:
    with scene.worker():
        yield
