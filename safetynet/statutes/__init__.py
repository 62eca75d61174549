"""Statutes: the pages on which a county reads, narrows and signs off its laws and their clocks."""

from safetynet.statutes import waiting as waiting
