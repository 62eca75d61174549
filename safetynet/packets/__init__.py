"""Packets: what each person may read before a meeting, and what became of every paper of it."""

from safetynet.packets import policy as policy
from safetynet.packets import waiting as waiting
