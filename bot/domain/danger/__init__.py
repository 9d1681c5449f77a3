"""Danger: words that may mean it, who is told until a human has opened it, and the safety contact."""
