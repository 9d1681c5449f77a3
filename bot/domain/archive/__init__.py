"""The archive: what of a thread goes there, and the file that a worker puts in the journal."""
