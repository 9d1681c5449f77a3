"""What the house itself says, in bokmål, by key: a module for each matter.

Flows carry their own words; translations are in locales/.
"""

from bot.domain.words import (
    about,
    applications,
    appointments,
    archive,
    came,
    cases,
    codes,
    danger,
    deadlines,
    deleting,
    discharge,
    held,
    interpreter,
    invitations,
    meetings,
    menu,
    mine,
    needs,
    owners,
    peers,
    remember,
    reminders,
    rent,
    repairs,
    safety,
    sending,
    staff,
    tasks,
    thread,
    today,
    tonight,
    workday,
)

_MATTERS = (
    menu,
    workday,
    sending,
    today,
    came,
    codes,
    held,
    thread,
    deleting,
    staff,
    tasks,
    tonight,
    danger,
    safety,
    peers,
    interpreter,
    applications,
    cases,
    appointments,
    meetings,
    invitations,
    owners,
    rent,
    remember,
    reminders,
    repairs,
    needs,
    deadlines,
    discharge,
    about,
    mine,
    archive,
)

WORDS: dict[str, str] = {
    key: sentence for matter in _MATTERS for key, sentence in matter.WORDS.items()
}
"""Every sentence of the house, in the order of the matters."""
