"""Reminders when their time has come: what each says, when it goes, what was answered, what became of it."""
