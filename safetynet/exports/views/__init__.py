"""Pages of copies: asking for one, and one from its approval to its return."""

from safetynet.exports.views import asking as asking
from safetynet.exports.views import books as books
from safetynet.exports.views import one as one
from safetynet.exports.views import transfers as transfers
from safetynet.exports.views.blueprint import exports

__all__ = ["exports"]
