"""Nothing is forgotten: what waits too long, what has gone quiet, and what is said when it is closed."""
