"""What every door shares: whatever happens is sealed in the inbox and handled in its person's own lane, in order."""
