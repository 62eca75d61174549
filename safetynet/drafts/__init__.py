"""What is typed and not sent yet: kept sealed for its author, until it is sent or thrown away."""

from safetynet.drafts import policy as policy
from safetynet.drafts.models import Draft

__all__ = ["Draft"]
