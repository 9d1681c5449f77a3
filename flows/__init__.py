"""The conversations, one module each: words and questions, in bokmål, from top to bottom.

`apply.py` is the one to begin with. A changed sentence needs nothing but `make messages`. Changed
steps or choices need a new `version=` and a migration, and `python -m tests.words.lock_flows`.
"""
