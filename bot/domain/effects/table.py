"""Every effect that flows may name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.effects.archive import ARCHIVE
from bot.domain.effects.money import MONEY
from bot.domain.effects.residents import RESIDENTS
from bot.domain.effects.staff import STAFF

if TYPE_CHECKING:
    from bot.domain.sent import Effect

OF_STAFF: dict[str, Effect] = STAFF | ARCHIVE
EFFECTS: dict[str, Effect] = RESIDENTS | MONEY | OF_STAFF
