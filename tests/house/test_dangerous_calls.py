"""What would run, build or fetch something that a visitor wrote is called nowhere, or is reviewed.

Whoever adds such a call adds its place here, and says in review why it is safe.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "safetynet"

BUILT_IN = {"eval", "exec", "compile", "__import__"}
RUNS = {
    "system",
    "popen",
    "spawnl",
    "spawnv",
    "execl",
    "execv",
    "execve",
    "create_subprocess_shell",
}
BECOMES_A_PAGE = {"Markup", "render_template_string", "from_string", "Template"}
BUILDS_OBJECTS = {"pickle", "marshal", "shelve", "dill", "yaml", "jsonpickle"}
READS_XML = {"xml", "lxml", "defusedxml", "xmltodict"}
LOOKS_UP = {"ldap3", "ldap", "memcache", "pymemcache", "redis"}
FETCHES = {"urllib.request", "http.client", "requests", "httpx", "aiohttp", "ftplib", "urllib3"}
SPEAKS = {"socket": 3, "subprocess": 1, "runpy": 1, "smtplib": 1}
PATTERNS = {"compile", "match", "search", "fullmatch", "findall", "finditer", "sub", "split"}
GETTEXT = {"_", "_l", "gettext", "lazy_gettext", "ngettext"}


def trees() -> Iterator[tuple[str, ast.Module]]:
    """Yield every file of the house, by its name below `safetynet/`."""
    for path in sorted(HOUSE.rglob("*.py")):
        yield path.relative_to(HOUSE).as_posix(), ast.parse(path.read_text())


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Yield file, the last word of what is called, and the call itself."""
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func
                yield name, getattr(called, "attr", getattr(called, "id", "")), node


def imported() -> dict[str, set[str]]:
    """Return who imports each module; `xml.etree` counts as `xml` too."""
    found = defaultdict(set)
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
            else:
                continue
            for module in modules:
                found[module].add(name)
                found[module.partition(".")[0]].add(name)
    return found


def is_ours(words: ast.expr) -> bool:
    """Say whether a text stands in the code: a literal, or put together of capital names."""
    if isinstance(words, ast.JoinedStr):
        parts = [part.value for part in words.values if isinstance(part, ast.FormattedValue)]
        return all(is_ours(part) for part in parts)
    if isinstance(words, ast.Attribute):
        return is_ours(words.value)
    named = words.id if isinstance(words, ast.Name) else ""
    return isinstance(words, ast.Constant) or (bool(named) and named.isupper())


def test_nothing_that_was_typed_is_run() -> None:
    """No code from text, no shell, no template of anybody's words; our one drawing is Markup."""
    found = {
        (name, said)
        for name, said, call in calls()
        if said in RUNS | BECOMES_A_PAGE or (said in BUILT_IN and isinstance(call.func, ast.Name))
    }
    shells = {name for name, _, call in calls() for word in call.keywords if word.arg == "shell"}
    assert found == {("edge/assets.py", "Markup")}
    assert shells == set()


def test_nothing_that_was_sent_builds_objects_or_is_parsed_as_xml() -> None:
    """What strangers send is JSON, forms, and files read by other processes."""
    assert not imported().keys() & (BUILDS_OBJECTS | READS_XML | LOOKS_UP)


def test_the_house_fetches_nothing_and_few_parts_speak_to_others() -> None:
    """Mail, the virus scanner, the port that is served, and the process that reads files."""
    found = imported()
    assert not found.keys() & FETCHES
    assert {module: found[module] for module in SPEAKS} == {
        "socket": {"files/scanning.py", "notices/post.py", "starting.py"},
        "subprocess": {"apart.py"},
        "runpy": {"apart.py"},
        "smtplib": {"notices/post.py"},
    }


def test_no_pattern_and_no_sentence_is_made_of_what_was_typed() -> None:
    """A typed word in a pattern could stop the house, in a format string it could read from it."""
    patterns = {
        name
        for name, said, call in calls()
        if said in PATTERNS and ast.unparse(call.func) == f"re.{said}" and not is_ours(call.args[0])
    }
    sentences = {
        name for name, said, call in calls() if said in GETTEXT and not is_ours(call.args[0])
    }
    # Of words that stand in the same file.
    assert patterns == {"directory/hints.py"}
    assert sentences == set()


def test_a_value_is_read_from_where_it_was_sent() -> None:
    """`request.values` would let an address stand in for a field of the form."""
    mixed = {
        name
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"values", "get_json", "json"}
        and isinstance(node.value, ast.Name)
        and node.value.id == "request"
    }
    # Where to go on to may stand in both, and is a path of ours in either.
    assert mixed == {"authentication/views/signing_in.py"}


def test_what_was_sent_reaches_a_record_by_the_fields_of_a_form_alone() -> None:
    """A field that no form declares is read nowhere, so on no route it can set an owner or a role.

    Beside the foundations, which never write it into a record, these ask for one word each.
    """
    reads = (("form", "request"), ("files", "request"), ("get_data", "request"))
    found = {
        name
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and (node.attr, ast.unparse(node.value)) in reads
    }
    asking = {name for name in found if not name.startswith(("access/", "drafts/", "edge/"))}
    assert asking == {
        "authentication/views/again.py",  # sends on what was kept
        "directory/import_views.py",  # which button, and which column is what
        "exports/views/asking.py",  # which button
        "exports/views/transfers.py",  # which button
        "meetings/views/minutes.py",  # what was looked at before they go out
        "meetings/views/proposing.py",  # which release to speak about
        "meetings/views/readback.py",  # what was read out
        "meetings/views/research.py",  # whom a button reminds
        "meetings/views/review.py",  # which button
        "plans/views/plan.py",  # which kind of sentence
        "plans/views/steps.py",  # which button
        "plans/views/versions.py",  # which button
        "process/views/productions.py",  # which button
        "referrals/views/telling.py",  # of what one more is wanted
    }


def test_scripts_write_words_as_words_and_leave_nothing_in_the_browser() -> None:
    """The one thing kept is whether single keys are on; the pages parsed are our own.

    What a tab tells the others of our own pages is that somebody is there, and nothing else.
    """
    risky = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|postMessage"
        r"|localStorage|indexedDB|sessionStorage\.\w+\(\"\w+\"|document\.cookie|setAttribute\(\"on"
        r"|DOMParser|Object\.assign|__proto__|WebSocket|importScripts"
    )
    found = {
        path.name: sorted(set(risky.findall(path.read_text()))) for path in HOUSE.rglob("*.js")
    }
    assert {name: said for name, said in found.items() if said} == {
        "alike.js": ["DOMParser"],
        "idle.js": ["postMessage"],
        "import.js": ["DOMParser"],
        "review.js": ['sessionStorage.getItem("keys"', 'sessionStorage.setItem("keys"'],
        "room.js": ["DOMParser"],
    }
