"""A safe place tonight: the request, who is told in what order, and what the flow may name."""
