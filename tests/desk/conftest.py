"""A house with its desk open, and browsers."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from tests.desk.browsing import Browser, free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.conftest import House


@pytest.fixture
async def open_house(build: Callable[..., House]) -> AsyncIterator[House]:
    """The house, with the desk listening."""
    port = free_port()
    at = {"HJEMVEI_DESK": f"http://127.0.0.1:{port}"}
    async with build(more=at) as house, await house.app.desk.serve(port):
        yield house


@pytest.fixture
async def browser(open_house: House) -> AsyncIterator[Browser]:
    """Somebody's browser."""
    async with Browser(open_house, open_house.settings().desk) as one:
        yield one


@pytest.fixture
async def another(open_house: House) -> AsyncIterator[Callable[[], Browser]]:
    """More browsers."""
    async with contextlib.AsyncExitStack() as stack:
        made: list[Browser] = []

        def make() -> Browser:
            one = Browser(open_house, open_house.settings().desk)
            made.append(one)
            return one

        yield make
        for one in made:
            await stack.enter_async_context(one)
