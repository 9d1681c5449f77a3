"""Appointments: made, moved, repeated, answered with one tap, and what became of them."""
