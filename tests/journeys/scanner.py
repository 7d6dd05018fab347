"""A scanner at a page: a keyboard that types without a pause, however busy the machine that tests it, and ends with Enter.

Playwright's own keys come one by one through two processes; under load there are pauses between them as no scanner makes.
Letters with marks come as input without a key, as they do from a keyboard that has none for them.
"""

from playwright.sync_api import Page

_SCANNING = """text => {
  const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  for (const sign of text) {
    const goesOn = sign.charCodeAt(0) > 126 || press(sign);
    if (goesOn && document.activeElement.matches("input, textarea")) document.execCommand("insertText", false, sign);
  }
  return press("Enter");
}"""


def scans(page: Page, text: str) -> None:
    """Where no script takes the Enter, it is pressed for the browser itself."""
    if page.evaluate(_SCANNING, text):
        page.keyboard.press("Enter")
