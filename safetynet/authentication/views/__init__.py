"""Pages of signing in, and of what one signs in with."""

from safetynet.authentication.views import again as again
from safetynet.authentication.views import apps as apps
from safetynet.authentication.views import passkeys as passkeys
from safetynet.authentication.views import recovery as recovery
from safetynet.authentication.views.signing_in import account, sign_in

__all__ = ["account", "sign_in"]
