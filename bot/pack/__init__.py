"""bot/pack"""
