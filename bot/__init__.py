"""Hjemvei: a chatbot for housing and follow-up services. `bot/app.py` shows how it hangs together."""
