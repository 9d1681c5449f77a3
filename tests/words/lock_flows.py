"""Write flows.lock.json anew, after a flow got a new version: python tests/words/lock_flows.py"""

import json
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from everything import LOCK, lock  # noqa: E402 - a script finds its neighbours first

if __name__ == "__main__":
    LOCK.write_text(json.dumps(lock(), indent=1, ensure_ascii=False) + "\n", "utf-8")
