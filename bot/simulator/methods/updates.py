"""Getting updates: Telegram's exact contract for polling, and the door left for webhooks."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from bot.simulator.errors import bad_request, conflict
from bot.simulator.methods.registry import Files, method

if TYPE_CHECKING:
    from bot.simulator.model import Json
    from bot.simulator.world import Simulator

MOST = 100
LONGEST = 50


@method("getUpdates")
async def get_updates(world: Simulator, given: Json, _files: Files) -> list[Json]:
    """Updates from `offset` on; what lies before it is forgotten. The earlier of two pollers gets 409."""
    if world.webhook["url"]:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    if "allowed_updates" in given:
        world.allowed = frozenset(given["allowed_updates"]) or None
    ticket = world.poll = object()
    world.changes.wake("updates")
    world.last_poll = time.monotonic()
    limit = given.get("limit", MOST)
    limit = limit if 1 <= limit <= MOST else MOST
    until = time.monotonic() + max(0, min(given.get("timeout", 0), LONGEST))
    acknowledge(world, given.get("offset", 0))
    if world.faults.strike("getUpdates", kinds={"garbage"}):
        world.updates.appendleft(garbage(world))
    try:
        while not world.updates and not world.replay:
            waited = await world.changes.wait("updates", until)
            if world.poll is not ticket:
                raise conflict(
                    "terminated by other getUpdates request; "
                    "make sure that only one bot instance is running"
                )
            if not waited:
                break
        world.last_poll = time.monotonic()
        return handed_out(world, limit)
    finally:
        if world.poll is ticket:
            world.poll = None


def handed_out(world: Simulator, limit: int) -> list[Json]:
    """The next updates in order, after those that come a second time."""
    again, world.replay = world.replay, []
    batch = [*again, *(update for _, update in zip(range(limit), world.updates, strict=False))]
    batch = batch[:limit]
    if batch and world.faults.strike("getUpdates", kinds={"duplicate"}):
        world.replay = list(batch)
    return batch


def acknowledge(world: Simulator, offset: int) -> None:
    """Forget updates before a positive `offset`; a negative one keeps only that many of the last."""
    updates = world.updates
    if offset < 0:
        while len(updates) > -offset:
            updates.popleft()
    elif offset:
        while updates and updates[0]["update_id"] < offset:
            updates.popleft()
    if not updates:
        world.changes.wake("reports")


def garbage(world: Simulator) -> Json:
    """An update that says nothing a parser could read, numbered before those that wait."""
    number = world.updates[0]["update_id"] - 1 if world.updates else world.next_update_id()
    return {"update_id": number, "message": {"message_id": "?", "chat": 7, "date": "i går"}}


@method("setWebhook")
def set_webhook(world: Simulator, given: Json, _files: Files) -> bool:
    """Remember the address and stop polling; the simulator delivers nothing to it yet."""
    url = given.get("url", "")
    if url and not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if given.get("drop_pending_updates"):
        world.updates.clear()
    world.webhook = {"url": url}
    if url and world.poll is not None:
        world.poll = None
        world.changes.wake("updates")
    return True


@method("deleteWebhook")
def delete_webhook(world: Simulator, given: Json, _files: Files) -> bool:
    """Back to polling."""
    if given.get("drop_pending_updates"):
        world.updates.clear()
    world.webhook = {"url": ""}
    return True


@method("getWebhookInfo")
def get_webhook_info(world: Simulator, _given: Json, _files: Files) -> dict[str, Any]:
    """The address, and how many updates wait."""
    info: Json = {
        **world.webhook,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    if world.allowed is not None:
        info["allowed_updates"] = sorted(world.allowed)
    return info
