"""Legal process: subpoenas, warrants, orders and records requests that an agency must answer."""
