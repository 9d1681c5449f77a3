"""Appointments: made, by hand or of an invitation; moved, repeated, answered with one tap, and what became of them."""
