"""announcer.js plays by the rules of ticketing/rules/speaking.py, and says so where a browser forbids sound."""

import random
from dataclasses import asdict
from datetime import datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import expect

from motcua.foundation.sound.pcm import RATE, write_wav
from motcua.ticketing.rules.speaking import Call, Manner, Voice, called, next_piece, withdrawn
from motcua.ui.tests.conftest import CHROMIUM, QUIET

pytestmark = pytest.mark.browser

START = datetime(2026, 11, 25, 8, 30)
MODULE = "/static/ui/js/announcer.js"
PLAY = """async ([module, days]) => {
  const { silent, called, withdrawn, nextPiece } = await import(module);
  return days.map(({ manner, acts }) => {
    let voice = silent();
    return acts.map(([what, id, ticket, at]) => {
      if (what === "call") voice = called(voice, { id, ticket, calledAt: at });
      else if (what === "withdrawn") voice = withdrawn(voice, ticket);
      else voice = nextPiece(voice, manner, at);
      const { playing } = voice;
      return [voice.waiting.map((one) => one.id), playing && [playing.call.id, playing.language, playing.round]];
    });
  });
}"""


def some_day(seed):
    chance, now, acts = random.Random(seed), 0, []
    for _ in range(60):
        now += chance.choice([0, 1000, 9000])
        what = chance.choice(["call", "call", "next", "next", "withdrawn"])
        acts.append([what, str(chance.randrange(90)), f"t{chance.randrange(6)}", now])
    manner = {
        "languages": chance.choice([["vi"], ["vi", "en"]]),
        "rounds": chance.randrange(1, 4),
        "staleAfter": chance.choice([5000, 60000]),
    }
    return {"manner": manner, "acts": acts}


def by_the_rules(day):
    manner = Manner(
        tuple(day["manner"]["languages"]),
        day["manner"]["rounds"],
        timedelta(milliseconds=day["manner"]["staleAfter"]),
    )
    voice, states = Voice(), []
    for what, key, ticket, milliseconds in day["acts"]:
        at = START + timedelta(milliseconds=milliseconds)
        if what == "call":
            voice = called(voice, Call(key, ticket, at))
        elif what == "withdrawn":
            voice = withdrawn(voice, ticket)
        else:
            voice = next_piece(voice, manner, at)
        piece = voice.playing
        states.append(
            [[one.id for one in voice.waiting], [piece.call.id, *list(asdict(piece).values())[1:]] if piece else None]
        )
    return states


def test_the_browser_keeps_the_same_order(open_page):
    days = [some_day(seed) for seed in range(200)]
    page = open_page("/giao-dien/")
    assert page.evaluate(PLAY, [MODULE, days]) == [by_the_rules(day) for day in days]


HALL = """async ([module, url]) => {
  const { Announcer } = await import(module);
  const button = document.createElement("button");
  button.id = "sound";
  button.textContent = "Bấm để bật tiếng";
  button.hidden = true;
  document.body.prepend(button);
  window.log = [];
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    if (!this.began) this.addEventListener("ended", () => log.push([this.began, performance.now()]));
    this.began = performance.now();
    return play.call(this);
  };
  window.announcer = new Announcer({ button, languages: ["vi", "en"] });
  for (const id of ["1", "2"]) announcer.call({ id, ticket: id, urls: { vi: url, en: url } });
  announcer.call({ id: "3", ticket: "3", urls: { vi: "/khong-co.wav", en: url } });
}"""


@pytest.fixture
def open_hall(chromium, address):
    """A page with an announcer that was told of three calls; `policy` of the browser about sound."""
    browsers = []

    def opened(policy):
        arguments = [*QUIET, f"--autoplay-policy={policy}"]
        browsers.append(chromium.browser_type.launch(executable_path=CHROMIUM, args=arguments))
        page = browsers[-1].new_page()
        beep = write_wav(np.sin(np.arange(RATE // 5) / 8) * 0.2)
        page.route("**/beep.wav", lambda route: route.fulfill(body=beep, content_type="audio/wav"))
        # What evaluate() runs counts as a person's touch, which a board at its start hasn't had.
        page.add_init_script(f"addEventListener('DOMContentLoaded', () => ({HALL})(['{MODULE}', '/beep.wav']))")
        page.goto(address + "/giao-dien/")
        return page

    yield opened
    for browser in browsers:
        browser.close()


def played(page):
    for _ in range(150):  # the page's policy forbids what wait_for_function does
        # The page makes the log once its module has come, which a busy machine takes its time for.
        if page.evaluate("window.log?.length === 5 && !announcer.playing"):
            break
        page.wait_for_timeout(100)
    assert page.evaluate("window.log?.length") == 5
    return page.evaluate("log")


def test_blocked_sound_is_seen_and_a_press_lets_everything_waiting_be_heard_in_turn(open_hall):
    page = open_hall("document-user-activation-required")
    button = page.get_by_role("button", name="Bấm để bật tiếng")
    expect(button).to_be_visible(timeout=20_000)
    button.click()
    expect(button).to_be_hidden()
    times = played(page)
    assert all(ended <= began + 1 for (_, ended), (began, _) in pairwise(times))


def test_where_sound_is_allowed_no_button_is_shown(open_hall):
    page = open_hall("no-user-gesture-required")
    assert len(played(page)) == 5
    expect(page.locator("#sound")).to_be_hidden()
