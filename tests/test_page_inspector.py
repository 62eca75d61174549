"""The inspector sees each fault that it exists for."""

import pytest

from tests.page_inspector import inspect_page

GOOD = """<!doctype html><html lang="en"><head><title>Cases – SafetyNet</title></head>
<body><main><h1>Cases</h1>{}</main></body></html>"""

FIELD = '<label for="a">Name</label><input id="a" name="a">'


EXIT = '<form method="post" action="/quick-exit"></form>'
SEARCH = '<form action="/cases"></form>'
WRITE = '<form method="post" action="/cases"><input type="hidden" name="csrf_token"></form>'


@pytest.mark.parametrize("body", [FIELD, EXIT, SEARCH, WRITE])
def test_a_good_page_has_no_fault(body: str) -> None:
    assert inspect_page(GOOD.format(body)) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<h1>Two</h1>", "2 h1"),
        ("<h3>Jump</h3>", "h1 to h3"),
        ("<h2></h2>", "empty"),
        ('<p id="x"></p><p id="x"></p>', "2 times"),
        ('<input name="bare">', "no label"),
        ('<label for="gone">Gone</label>', "no field"),
        (FIELD + '<p aria-describedby="gone"></p>', "not there"),
        ('<a href="#gone">Go</a>', "not there"),
        ('<p class="problem" id="p">Wrong</p>', "tied to no field"),
        ('<p class="problem" id="p">Wrong</p>', "no summary"),
        (FIELD.replace("<input", '<input aria-invalid="true"'), "does not say why"),
        ('<div id="error-summary"><ul></ul></div>', "summary of problems is empty"),
        ('<div id="error-summary"><ul><li>a</li></ul></div>', "title does not say"),
        ('<label><input type="radio" name="r">A</label>', "outside a fieldset"),
        (
            '<label><input type="checkbox" name="c">A<input type="checkbox" name="c"></label>',
            "outside a fieldset",
        ),
        ("<fieldset><legend></legend></fieldset>", "no legend"),
        ('<form method="post" action="/cases"></form>', "no token"),
        ('<p style="color:red">x</p>', "has style"),
        ('<p onclick="x()">x</p>', "has onclick"),
        ("<style>p {}</style>", "style element"),
        ("<script>x()</script>", "script within"),
        ('<a href="javascript:x()">x</a>', "script in href"),
        ('<a href="/x"></a>', "no words"),
        ("<button></button>", "no words"),
        ('<input type="submit">', "no words"),
        ('<img src="/x.png">', "no alt"),
        ("<svg></svg>", "neither named nor hidden"),
        ("<table><caption>x</caption><tr><th>A</th></tr></table>", "no scope"),
        ('<table><tr><th scope="col">A</th></tr></table>', "no caption"),
        ("<table><caption>x</caption><tr><td>A</td></tr></table>", "no headers"),
        ("<main></main>", "exactly one main"),
    ],
)
def test_a_fault_is_named(body: str, fault: str) -> None:
    assert any(fault in said for said in inspect_page(GOOD.format(body)))


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ('lang="en"', "", "language"),
        ("Cases – SafetyNet", "", "title"),
        ("Cases – SafetyNet", "SafetyNet", "title"),
        ("Cases – SafetyNet", "a@b.example – SafetyNet", "address"),
    ],
)
def test_a_fault_of_the_document_is_named(good: str, bad: str, fault: str) -> None:
    assert any(fault in said for said in inspect_page(GOOD.replace(good, bad, 1)))
