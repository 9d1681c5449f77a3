"""
What becomes of an application: whose it is, steps, offers of homes, decisions in plain words.

`standing` says where each stands and what happens next, from what humans have marked; `moves`
marks a step, `offers` and `answers` are the two sides of an offer, `decisions` a decision's card;
`month`
asks for a word before a month has passed; `timeline` is what the resident reads of it all. The bot decides nothing, and no silence is a no.
"""
