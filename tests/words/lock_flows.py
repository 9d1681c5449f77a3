"""Write flows.lock.json anew, after a flow got a new version: python -m tests.words.lock_flows"""

import json

from tests.words.everything import LOCK, lock

if __name__ == "__main__":
    LOCK.write_text(json.dumps(lock(), indent=1, ensure_ascii=False) + "\n", "utf-8")
