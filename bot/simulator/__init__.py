"""A Bot API on loopback that any Telegram bot can talk to, and a page with phones.

`world.Simulator` is the world, `server.serve` shows it, `client.Phones` plays people in tests, `follow.follow` is the
bot's side of simulated time, `control` documents the HTTP API, `python -m bot.simulator` runs it alone.
"""
