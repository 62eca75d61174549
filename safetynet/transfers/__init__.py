"""Transfers between counties: the packet that crosses, and taking one in."""

from safetynet.transfers import policy as policy
from safetynet.transfers import provenance as provenance
from safetynet.transfers.models import Arrival, ArrivalWords, TransferredRecord
from safetynet.transfers.packet import Packet, Record

__all__ = ["Arrival", "ArrivalWords", "Packet", "Record", "TransferredRecord"]
