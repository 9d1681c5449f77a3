"""What the house's own buttons do: a table of verbs for everybody, for residents, for staff."""
