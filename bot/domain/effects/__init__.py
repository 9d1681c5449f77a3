"""What happens when a flow sends something: each effect that flows name, bound to a verb."""
