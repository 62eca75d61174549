"""The case file: one young person, one page, drawn from many rooms."""

from safetynet.casefile import waiting as waiting
