"""With whom else one can talk: somebody who has been there, and an interpreter for the talk."""
