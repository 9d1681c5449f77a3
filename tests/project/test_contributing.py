"""The example in CONTRIBUTING.md is a flow that works."""

from __future__ import annotations

import importlib.util
import re
import sys
import textwrap
from pathlib import Path

from bot import loading, pack
from bot.flow.effects import Submitted
from tests.flow.sample_flows import WORLD
from tests.flow.talking import talk

ROOT = Path(__file__).parents[2]


def test_the_example_flow_can_be_written_down_and_talked_with(tmp_path: Path) -> None:
    """Copied from the page into a module it loads, is bound, and leads to what it says it sends."""
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    module = tmp_path / "lost_key.py"
    module.write_text(textwrap.dedent(example), "utf-8")
    spec = importlib.util.spec_from_file_location("lost_key", module)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules["lost_key"] = made
    try:
        spec.loader.exec_module(made)
    finally:
        del sys.modules["lost_key"]
    flow = made.LostKey.definition
    loading.check_flows({flow.id: flow}, pack.load("fjordvik"))
    talked = talk(
        flow,
        WORLD,
        ("Nei", "Hvor er du?"),
        ("Ved døra", "Er det noe vi bør vite?"),
        ("Hunden er inne", "Skal jeg sende dette?"),
    ).press("Send")
    (sent,) = (effect for effect in talked.effects if isinstance(effect, Submitted))
    assert sent.name == "wish_to_speak"
