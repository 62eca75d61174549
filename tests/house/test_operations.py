"""What docs/OPERATIONS.md tells whoever runs it: every command, setting and file is there."""

import re
import shutil
import subprocess
from dataclasses import fields
from importlib.metadata import packages_distributions
from pathlib import Path

import click
import pytest
from flask import Flask

from config import Config
from safetynet.commands import COMMANDS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
DEPLOY = DOCS / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service")) + sorted(
    (DEPLOY / "systemd").glob("*.timer")
)
MAIN_PAGE = (DOCS / "OPERATIONS.md").read_text()
TOLD = MAIN_PAGE + "".join(path.read_text() for path in sorted(DEPLOY.rglob("*.*")))
NAMED = re.compile(r"`(\w[\w./-]*\.(?:py|md|txt|lock)|docs/[\w./-]+|\w[\w/]*/)`")
OF_SN = {"test", "check"}
"""What `sn` itself does, before there is an application."""
NOT_SET = {"credentials", "testing"}
"""Fields of the settings that come from systemd and from the tests."""


def test_every_command_that_is_named_exists(app: Flask) -> None:
    known = {command.name: command for command in COMMANDS} | dict(app.cli.commands)
    missing = []
    for first, second in re.findall(r"(?:\./|/)sn ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?", TOLD):
        command = known.get(first)
        inner = command.commands if isinstance(command, click.Group) else None
        if first not in OF_SN and (command is None or (inner and second not in inner)):
            missing.append(f"{first} {second}")
    assert missing == []


def test_every_setting_is_described_and_no_other() -> None:
    told = set(re.findall(r"SAFETYNET_([A-Z_]+)", TOLD))
    known = {field.name.upper() for field in fields(Config)} - {name.upper() for name in NOT_SET}
    assert told == known


def test_every_file_that_a_page_names_is_there() -> None:
    missing = [
        f"{page.name}: {named}"
        for page in (DOCS / "RULES.md", DOCS / "OPERATIONS.md")
        for named in NAMED.findall(page.read_text())
        if not (ROOT / named).exists() and not (ROOT / "safetynet" / named).exists()
    ]
    assert missing == []


def without_remarks(name: str) -> str:
    return re.sub(r"(?m)^\s*#.*$", "", (DEPLOY / name).read_text())


def test_the_proxies_say_what_they_must() -> None:
    """TLS, limits and headers; no log of addresses, and no header that SafetyNet says itself."""
    nginx, caddy = without_remarks("nginx.conf"), without_remarks("Caddyfile")
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in nginx and "protocols tls1.2 tls1.3" in caddy
    ciphers = re.findall(r"(?:ECDHE-|TLS_ECDHE_)\S+", nginx + caddy)
    assert ciphers and not re.search(r"CBC|SHA1|3DES|RC4|AES128-SHA\b", " ".join(ciphers))
    assert nginx.count("access_log off;") == 2 and nginx.count(" emerg;") == 2
    assert not re.search(r"(?m)^\tlog\b(?! default)", caddy)
    assert "exclude http.log http.handlers" in caddy
    for proxy in (nginx, caddy):
        assert "Strict-Transport-Security" not in proxy and "Content-Security" not in proxy
        assert set(re.findall(r"(?:proxy_pass http://|reverse_proxy )(\S+?);?\s", proxy)) == {
            "127.0.0.1:8000"
        }
        assert "/calendar/" in proxy and "403" in proxy and "308" in proxy
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in nginx
    assert "header_up X-Forwarded-For {remote_host}" in caddy
    for header in ("X-Forwarded-Host", "Forwarded", "X-Real-IP"):
        assert f'proxy_set_header {header} "";' in nginx and f"header_up -{header}" in caddy


def test_a_proxy_takes_what_the_application_takes(app: Flask) -> None:
    """So that its own page says what is too large, and no more than that is waited for."""
    most = int(app.config["MAX_CONTENT_LENGTH"]) >> 20
    [nginx] = re.findall(r"client_max_body_size (\d+)m;", without_remarks("nginx.conf"))
    [caddy] = re.findall(r"max_size (\d+)MiB", without_remarks("Caddyfile"))
    assert most < int(nginx) == int(caddy) < most + 3


def test_the_units_call_the_house_and_are_hardened() -> None:
    shared = (DEPLOY / "systemd" / "hardening.conf").read_text()
    for said in (
        *("NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=\n", "LimitCORE=0"),
        *("IPAddressDeny=any", "MemorySwapMax=0", "SystemCallFilter=@system-service", "UMask=0077"),
        *("LoadCredentialEncrypted=safetynet.root.key:", "InaccessiblePaths=-/opt/safetynet/.git "),
    ):
        assert said in shared, said
    assert all(unit.name.startswith("safetynet-") for unit in UNITS)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_reads_the_units(tmp_path: Path) -> None:
    shared = tmp_path / "safetynet-.service.d"
    shared.mkdir()
    shutil.copy(DEPLOY / "systemd" / "hardening.conf", shared)
    for unit in UNITS:
        there = unit.read_text().replace("/opt/safetynet/sn", str(ROOT / "sn"))
        (tmp_path / unit.name).write_text(there)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / unit.name) for unit in UNITS)],
        check=False,
        capture_output=True,
        text=True,
        env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin"},
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_every_library_is_named_with_its_hash() -> None:
    """What is installed for real is what was tried here, byte by byte."""
    pinned = re.findall(r"(?m)^([\w.-]+==[\w.]+)", (ROOT / "requirements.txt").read_text())
    lock = (ROOT / "requirements.lock").read_text()
    locked = re.findall(
        r"(?m)^([\w.-]+==[\w.]+)(?: ;[^\n]*?)? \\\n +--hash=sha256:[0-9a-f]{64}", lock
    )
    assert len(pinned) > 30
    assert sorted(locked) == sorted(pinned)


FOR_OTHERS = {
    "email-validator": "WTForms asks it about addresses",
    "tzdata": "the time zones, for Python",
}
"""Libraries that no code of ours names, and why they are installed all the same."""


def test_nothing_is_installed_that_nothing_uses() -> None:
    """A library that nobody calls can still have a hole."""
    asked = re.findall(r"(?m)^([\w-]+)(?:\[\w+\])?==", (ROOT / "requirements.in").read_text())
    modules = packages_distributions()
    by_library = {
        name: [module for module, names in modules.items() if name in map(spelled, names)]
        for name in map(spelled, asked)
    }
    code = "".join(
        path.read_text()
        for folder in ("safetynet", "migrations")
        for path in (ROOT / folder).rglob("*.py")
    )
    unused = {
        name
        for name, known in by_library.items()
        if not any(re.search(rf"\b{module}\b", code) for module in known)
    }
    assert len(asked) > 20
    assert unused == set(map(spelled, FOR_OTHERS))


def spelled(library: str) -> str:
    return library.lower().replace("_", "-")


def test_each_set_of_packages_holds_the_smaller_one_and_all_that_it_asks_for() -> None:
    """Each list is written out by itself, so one can be forgotten when a package is added."""
    run, dev, e2e = (pins(f"requirements{name}.txt") for name in ("", "-dev", "-e2e"))
    assert run - dev == set()
    assert dev - e2e == set()
    for name, pinned in (("", run), ("-dev", dev), ("-e2e", e2e)):
        assert pins(f"requirements{name}.in") - pinned == set()


def pins(name: str) -> set[str]:
    """Each `package==version` of a list, without extras and conditions."""
    return set(
        re.findall(r"(?m)^[\w.-]+==[^ \n]+", (ROOT / name).read_text().replace("[binary]", ""))
    )
