"""What axe-core finds wrong with a page in Chromium."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

STANDARDS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
RUN = """async (options) => (await axe.run(document, options)).violations.flatMap(
({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))"""


def violations(page: Page) -> list[str]:
    """axe-core is read once for a page; of the thousands of elements that it found right it says nothing."""
    if not page.evaluate("window.axe !== undefined"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(RUN, STANDARDS)
