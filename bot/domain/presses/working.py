"""Everything that staff may press: cases, and a day's work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.presses import staff
from bot.domain.presses.messages import MESSAGES
from bot.domain.presses.workday import WORKDAY

if TYPE_CHECKING:
    from bot.domain.presses.pressing import Act

# A day's work knows more of some buttons than cases do.
STAFF: dict[str, Act] = staff.STAFF | WORKDAY | MESSAGES
