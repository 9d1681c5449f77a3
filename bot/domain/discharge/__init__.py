"""
A stay that ends on a day: the list that is shared, who is reminded of it, and being asked afterwards.

`stays` is what was told and what becomes of it, `planning` makes rows of it, `checklist` is what must
be ready and whose it is, `owners` reminds staff, `own` the person, `check_ins` ask afterwards.
"""
