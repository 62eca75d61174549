"""What the vault says when it refuses; none of these sentences carries an id, a name or a text."""


class VaultError(Exception):
    """The vault cannot work as it stands; the sentence says what to mend."""


class TamperedError(VaultError):
    """A sealed value was altered, moved, replayed, or sealed under another key.

    The message is the column's name and nothing else.
    """


class NoGrantError(VaultError):
    """Nothing lets this person open this compartment."""

    def __init__(self) -> None:
        super().__init__("Nothing lets this person open that.")


class ReleaseEndedError(NoGrantError):
    """The release that carried it has no key any more."""


class ShreddedError(VaultError):
    """The compartment's key was destroyed; what it sealed is gone for good."""

    def __init__(self) -> None:
        super().__init__("The key to that was destroyed.")


class UnsealableTextError(VaultError, ValueError):
    """The text holds half a character (a lone surrogate), which UTF-8 cannot write."""

    def __init__(self) -> None:
        super().__init__("The text holds characters that cannot be stored.")


class BusyError(VaultError):
    """Too many passwords are being checked at once; try again in a few seconds."""

    def __init__(self) -> None:
        super().__init__("Too many people are signing in at this moment.")
