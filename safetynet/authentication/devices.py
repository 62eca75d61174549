"""What somebody signs in with, in the few words in which one tells one's own devices apart.

The browser's own long name for itself is not kept: with an address it would be a person's track.
"""

from enum import StrEnum
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l


class Browser(StrEnum):
    EDGE = "edge"
    FIREFOX = "firefox"
    CHROME = "chrome"
    SAFARI = "safari"
    OTHER = "other"


class System(StrEnum):
    ANDROID = "android"
    IPHONE = "iphone"
    IPAD = "ipad"
    WINDOWS = "windows"
    MAC = "mac"
    LINUX = "linux"
    OTHER = "other"


class Device(NamedTuple):
    browser: Browser
    system: System


# In this order: Edge calls itself Chrome too, Chrome Safari, and Android Linux.
_BROWSERS = {
    "Edg": Browser.EDGE,
    "Firefox": Browser.FIREFOX,
    "FxiOS": Browser.FIREFOX,
    "Chrome": Browser.CHROME,
    "CriOS": Browser.CHROME,
    "Safari": Browser.SAFARI,
}
_SYSTEMS = {
    "Android": System.ANDROID,
    "iPhone": System.IPHONE,
    "iPad": System.IPAD,
    "Windows": System.WINDOWS,
    "Macintosh": System.MAC,
    "Linux": System.LINUX,
    "CrOS": System.LINUX,
}
BROWSER_WORDS = {
    Browser.EDGE: "Edge",
    Browser.FIREFOX: "Firefox",
    Browser.CHROME: "Chrome",
    Browser.SAFARI: "Safari",
    Browser.OTHER: _l("another browser"),
}
SYSTEM_WORDS = {
    System.ANDROID: "Android",
    System.IPHONE: "iPhone",
    System.IPAD: "iPad",
    System.WINDOWS: "Windows",
    System.MAC: "Mac",
    System.LINUX: "Linux",
    System.OTHER: _l("another system"),
}


def device_of(user_agent: str) -> Device:
    """Read a browser's name for itself; what it does not say is another one."""
    browser = next((b for said, b in _BROWSERS.items() if said in user_agent), Browser.OTHER)
    system = next((s for said, s in _SYSTEMS.items() if said in user_agent), System.OTHER)
    return Device(browser, system)


def said(device: Device) -> str:
    """Return it for its owner's eyes, in the reader's language."""
    words = {"browser": BROWSER_WORDS[device.browser], "system": SYSTEM_WORDS[device.system]}
    told: str = _("%(browser)s on %(system)s", **words)
    return told
