"""Pages of papers: one's own packet, the chair's register, copies for somebody else."""

from safetynet.packets.views import copies as copies
from safetynet.packets.views import packet as packet
from safetynet.packets.views import register as register
from safetynet.packets.views.blueprint import packets

__all__ = ["packets"]
