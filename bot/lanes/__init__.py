"""What every door shares: whatever happens is sealed in the inbox and handled in its person's own lane, in order.

`intake` seals what comes in, `lanes` let each person's things come one after the other (`waiting`
holds them, `together` lets those of several share a commit, `straight` is the short way while nothing
waits), `line` logs each; `ticking` brings what is due the same way, and `outcome` says what became of
what went out. No channel is known here.
"""
