"""A demonstration county: invented agencies, invented people, a believable year."""
