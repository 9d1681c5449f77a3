"""The door to Telegram: what comes in is committed before it is acknowledged, what goes out after it is stored.

In: `receive` polls, `peek` looks, the lanes (`bot/lanes`) keep each person's order, `incoming` parses
and `handle` hands on to the domain; `acknowledge` stops the spinner of a button. Out: `send` picks in `rounds` (or `along` with the commit that asked),
`prepare` makes the call with `render`, `carry` makes it under `limits`, and `faults` says what an
error means. `api` and `request` are the wire.
"""
