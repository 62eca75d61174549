"""Answers: whether somebody was referred to services before, in one word, to whoever may ask."""

from safetynet.answers import policy as policy
