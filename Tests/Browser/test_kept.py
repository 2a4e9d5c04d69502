"""A delivery of which it is not kept any more what its attempts came to."""
import time

import pytest

from conftest import CONFIGURATION
from gestures import sign_in
from office import Office, eventually
from test_pages import SIZES, examine


@pytest.fixture(scope="module")
def office(tmp_path_factory, subscriber):
    office = Office(tmp_path_factory.mktemp("kept"), CONFIGURATION + "keep_attempts: 1s\nkeep_deliveries: 1s\n").people("ana", "sam", "ada")
    ana, sam, ada = (office.api(login) for login in ("ana", "sam", "ada"))
    office.hook, _ = office.endpoint(subscriber.url + "/kept")
    office.serve()
    delivered = lambda: all(d["status"] == "delivered" for d in ada.items(f"/deliveries?endpoint={office.hook}"))
    for headline in ("Delivered long ago", "Delivered a while ago"):
        sam.must("approve", ana.must("submit", ana.draft(headline)))
        assert eventually(delivered)
    # Of the last delivery the row stays, of the others nothing.
    ada.call("POST", f"/endpoints/{office.hook}/ping")
    assert eventually(delivered)
    time.sleep(1.2)
    ana.draft("By which the journal knows how late it is")
    office.stop()
    office.serve()
    assert eventually(lambda: len(ada.items(f"/deliveries?endpoint={office.hook}")) == 1)
    yield office
    assert office.stop() == 0


@pytest.mark.parametrize("width, scheme", SIZES)
def test_its_page_says_how_many_attempts_there_were(office, chromium, width, scheme):
    delivery = office.api("ada").items(f"/deliveries?endpoint={office.hook}")[0]
    assert delivery["attempt_count"] == 1
    page = chromium.new_context(base_url=office.url, viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    sign_in(page, "sam")
    page.goto(f"/desk/deliveries/{delivery['id']}")
    assert "What came of 1 earlier attempt is not kept any more." in page.locator("main").inner_text()
    assert "None yet." not in page.locator("main").inner_text()
    examine(page, "desk-delivery-kept", width, scheme)
    page.context.close()
