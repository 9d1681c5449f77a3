"""The relay: a resident's words to whoever follows them up, and the answer back.

`held` asks before anything goes, `threads` passes on and tells what became of it, `reading` is a
member of staff opening somebody, `thread_access` says who may, `reveal` is «Les».
"""
