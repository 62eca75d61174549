def test_home(browser, cast):
    r = browser.as_(cast.advocate).get("/")
    print(r.text[:300])
    assert r.status_code == 200
