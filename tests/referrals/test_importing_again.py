"""The same file a second time: whoever sends it is told, and nobody else."""

from tests.browser import Browser
from tests.cast import Cast
from tests.referrals.test_importing import PEOPLE, import_all, upload

AGAIN = "Your agency imported this very file before"


def test_whoever_sends_it_again_is_told(browser: Browser, cast: Cast) -> None:
    first = str(upload(browser, cast.advocate, PEOPLE).location)
    assert AGAIN not in browser.get(first).text
    import_all(browser, first)
    second = str(upload(browser, cast.advocate, PEOPLE, "another name.csv").location)
    assert AGAIN in browser.get(second).text and AGAIN in browser.get(f"{second}/preview").text
    other = str(upload(browser, cast.advocate, PEOPLE + b"Ann,Ash,,,\n").location)
    assert AGAIN not in browser.get(other).text


def test_another_agency_hears_nothing_of_it(browser: Browser, cast: Cast) -> None:
    import_all(browser, str(upload(browser, cast.advocate, PEOPLE).location))
    path = str(upload(browser, cast.probation, PEOPLE).location)
    assert AGAIN not in browser.get(path).text


def test_a_file_that_was_given_up_was_not_imported(browser: Browser, cast: Cast) -> None:
    given_up = str(upload(browser, cast.advocate, PEOPLE).location)
    browser.post(f"{given_up}/end")
    assert AGAIN not in browser.get(str(upload(browser, cast.advocate, PEOPLE).location)).text
