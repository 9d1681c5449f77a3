"""Every effect that flows may name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.effects.archive import ARCHIVE
from bot.domain.effects.cases import CASES, CASES_OF_STAFF
from bot.domain.effects.danger import DANGER, DANGER_OF_STAFF
from bot.domain.effects.discharge import DISCHARGE, DISCHARGE_OF_STAFF
from bot.domain.effects.invitations import INVITATIONS
from bot.domain.effects.meetings import MEETINGS_OF_STAFF
from bot.domain.effects.money import MONEY
from bot.domain.effects.peers import PEERS, PEERS_OF_STAFF
from bot.domain.effects.repairs import REPAIRS, REPAIRS_OF_STAFF
from bot.domain.effects.residents import RESIDENTS
from bot.domain.effects.staff import STAFF

if TYPE_CHECKING:
    from bot.domain.sent import Effect

OF_STAFF: dict[str, Effect] = (
    STAFF
    | INVITATIONS
    | ARCHIVE
    | CASES_OF_STAFF
    | DANGER_OF_STAFF
    | PEERS_OF_STAFF
    | MEETINGS_OF_STAFF
    | DISCHARGE_OF_STAFF
    | REPAIRS_OF_STAFF
)
"""What staff answer about somebody: never shown as that person's own answers."""
EFFECTS: dict[str, Effect] = (
    RESIDENTS | CASES | MONEY | DANGER | PEERS | DISCHARGE | REPAIRS | OF_STAFF
)
