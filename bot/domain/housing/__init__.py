"""The way to a home: how one lives now, what was applied for, and the deadlines that follow."""
