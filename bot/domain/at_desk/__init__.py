"""Staff at the desk, as far as the domain knows it: coming in, and being called."""
