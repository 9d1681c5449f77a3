"""bot/flow"""
