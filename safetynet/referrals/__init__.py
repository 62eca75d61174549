"""Referrals: how a young person comes to the table."""
