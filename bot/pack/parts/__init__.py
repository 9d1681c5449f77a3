"""What a pack is made of, a module for each matter; `bot.pack.schema` puts the parts together."""
