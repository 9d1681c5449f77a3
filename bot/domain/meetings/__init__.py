"""Appointments with several people: asked for by a worker, allowed by the resident one by one, answered."""
