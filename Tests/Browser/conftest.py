"""One server, one Chromium and one stored sign-in a person for the whole suite."""
import os

import pytest
from playwright.sync_api import sync_playwright

from gestures import sign_in
from office import SAMPLE, Office
from receiver import Receiver

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
CONFIGURATION = """\
organisation: Harbour Office
time_zone: Europe/Moscow
languages: [en, ru]
sections:
  - {slug: events, title: {en: Events, ru: События}}
  - {slug: speeches, title: {en: Speeches, ru: Выступления}}
"""


@pytest.fixture(scope="session")
def subscriber():
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory, subscriber):
    """The office that the suite shares, with the real newsroom's configuration where that is at hand."""
    real = SAMPLE / "imprimatur.yaml"
    office = Office(tmp_path_factory.mktemp("newsroom"), real.read_text() if real.exists() else CONFIGURATION).people()
    for login in ("ana", "sam", "sofia", "pia", "ada"):
        office.api(login)
    office.secret = office.endpoint(subscriber.url + "/hook")[1]
    yield office.serve()
    assert office.stop() == 0


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)  # without a sandbox, as is Playwright's default
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in(newsroom, chromium):
    """The stored sign-in of a person, made once."""
    states = {}

    def state(login):
        if login not in states:
            context = chromium.new_context(base_url=newsroom.url)
            sign_in(context.new_page(), login)
            states[login] = context.storage_state()
            context.close()
        return states[login]

    return state


@pytest.fixture
def browse(newsroom, chromium):
    """A fresh page of somebody who is not signed in; options as for a browser context."""
    contexts = []

    def page(**options):
        contexts.append(chromium.new_context(base_url=newsroom.url, **options))
        contexts[-1].set_default_timeout(8000)
        return contexts[-1].new_page()

    yield page
    for context in contexts:
        # A browser that is closed in the middle of loading a page may never answer.
        for opened in context.pages:
            opened.wait_for_load_state()
        context.close()


@pytest.fixture
def desk(browse, signed_in):
    """A page of somebody who is signed in at the desk."""
    return lambda login, **options: browse(storage_state=signed_in(login), **options)
