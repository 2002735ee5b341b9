"""What a process of the tests has done so far, written line by line: whenever it dies,
its journal tells how far it came."""

import json
from dataclasses import dataclass, field


class Journal:
    """The journal of this process; without a path, nothing is written."""

    def __init__(self, path=None):
        self.path = path

    def begin(self, test):
        self._write(begun=test)

    def end(self, test, passed, seconds):
        self._write(ended=test, passed=passed, seconds=round(seconds, 3))

    def fail(self, text):
        """Note what failed and why."""
        self._write(failure=text)

    def _write(self, **facts):
        if self.path:
            with open(self.path, "a", encoding="utf-8") as file:
                file.write(json.dumps(facts) + "\n")


@dataclass
class Account:
    """What a journal tells."""

    passed: int = 0
    #: What failed and why, a text each.
    failures: list[str] = field(default_factory=list)
    #: How long each test took that came to its end.
    seconds: dict[str, float] = field(default_factory=dict)
    #: Those of them that did not pass.
    not_passed: set[str] = field(default_factory=set)
    #: The test that has begun and not ended.
    running: str | None = None


def read(path):
    """Return what the journal in a file tells."""
    account = Account()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return account
    # The last line may have been cut off.
    for line in text[: text.rfind("\n") + 1].splitlines():
        facts = json.loads(line)
        if "failure" in facts:
            account.failures.append(facts["failure"])
        elif "begun" in facts:
            account.running = facts["begun"]
        else:
            account.running = None
            account.passed += facts["passed"]
            account.seconds[facts["ended"]] = facts["seconds"]
            if not facts["passed"]:
                account.not_passed.add(facts["ended"])
    return account
