"""The desk: the web page where staff work, the other door to the same house.

`server` listens; `app` has the addresses and what every answer carries; `session` knows who is
there. A page is read from the store (`pages`, `view`) and drawn from `templates/`; whatever somebody
does is an act in the inbox like everything else that happens (`acts`), and what the house answers is
drawn by `screen`. `live` tells an open page that there is something new.
"""
