"""Every page, at the width of a desk and of a telephone: axe-core finds nothing, nothing scrolls sideways, nothing complains.

With LOOKS=1 (`make screenshots`) what the pages look like stands afterwards in var/screenshots, for people to judge.
"""

import os
import re
from pathlib import Path

import pytest
from django.urls import resolve
from playwright.sync_api import Page

from motcua.conf.tests.test_every_route_asks_for_its_permission import all_routes
from motcua.ui.tests.axe import violations
from tests.journeys.conftest import DESK, PHONE, Person
from tests.journeys.pages import NO_PAGES, WALK, WALKED_ELSEWHERE, Visit
from tests.journeys.scene import Scene

pytestmark = pytest.mark.browser

SCREENSHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"
NARROWEST = 320
ADMIN = "/quan-tri/"
"""Django's own tool, for desks: it must hold together on a telephone, and is judged on a desk."""
TALLEST = 4000
"""Pixels of a screenshot; longer lists say nothing more."""

WIDER = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 80))"""


def path_of(visit: Visit, scene: Scene) -> str:
    return visit.path.format(**scene.numbers, **scene.followed, **scene.on_desk)


def take_screenshot(page: Page, name: str, size: tuple[int, int]) -> None:
    """A fifth of the walk's time, so only when somebody wants to look."""
    if not os.environ.get("LOOKS"):
        return
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    tall = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": size[0], "height": tall}
    page.screenshot(path=SCREENSHOTS / f"{name}-{size[0]}.png", full_page=True, clip=clip)


def looked_at(somebody: Person, visit: Visit, scene: Scene) -> list[str]:
    """What is wrong with the page at each width. What axe-core itself writes into a page is no fault of the page."""
    page = somebody.goes_to(path_of(visit, scene))
    wrong = [f"{visit.name} complains: {complaint}" for complaint in somebody.complaints]
    for size in (DESK,) if visit.path.startswith(ADMIN) else (DESK, PHONE):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        take_screenshot(page, visit.name, size)
        wrong += [f"{visit.name} at {size[0]}: {found}" for found in violations(page)]
    page.set_viewport_size({"width": NARROWEST, "height": PHONE[1]})
    wrong += [f"{visit.name} is wider than {NARROWEST}: {part}" for part in page.evaluate(WIDER)]
    somebody.complaints.clear()
    return wrong


@pytest.mark.parametrize("who", sorted({visit.who for visit in WALK}), ids=lambda who: who or "citizen")
def test_everyone_can_use_every_page(person, served, who):
    somebody = person(DESK)
    if who:
        somebody.signs_in(who).wait_for_url("**/noi-bo/")
    visits = [visit for visit in WALK if visit.who == who]
    assert [wrong for visit in visits for wrong in looked_at(somebody, visit, served)] == []


def test_the_walk_leaves_no_page_out(served, transactional_db):
    walked = {resolve(path_of(visit, served).partition("?")[0]).view_name for visit in WALK}
    routes = {route.name for route in all_routes()}
    elsewhere = {name for name in routes if any(re.match(pattern, name) for pattern in WALKED_ELSEWHERE)}
    assert routes - walked - NO_PAGES.keys() - elsewhere == set()
    assert NO_PAGES.keys() - routes == set(), "a reason for a route that is gone"
    assert NO_PAGES.keys() & walked == set(), "a reason for a page that is walked"
