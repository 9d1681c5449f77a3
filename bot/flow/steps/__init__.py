"""One module for each kind of question; `base` is what they share.

A step shows its face, hears a press, words or a file, and says how its answer is read back.
"""
