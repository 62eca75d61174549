"""The case file: one young person, one page, drawn from many rooms."""
