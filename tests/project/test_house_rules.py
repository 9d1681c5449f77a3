"""What the repository promises about itself: pins, reasons, sizes, and that the documents keep up."""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import main
from bot import settings

ROOT = Path(__file__).parents[2]
PINS = ("requirements.txt", "requirements-test.txt")
PINNED = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)(\[[a-z,-]+\])?==(?P<version>[^ ;]+)( ;[^\\]*)? \\$"
)
LONGEST = 300
# Longer ones, and why.
LONG = {
    "flows/apply.py": "words and questions: the longest conversation there is",
    "tests/simulator/page/test_page_phones.py": "short tests of one page",
    "tests/simulator/test_sim_sending.py": "a short test for each method that sends",
    "tests/telegram/test_telegram_send.py": "a short test for each way a call can end",
}
FUNCTIONS = {"FunctionDef", "AsyncFunctionDef"}
# The name of this machine's places and of package indexes never stands in a file. Written in two
# parts, so that this file does not hold them either.
FOREIGN = tuple(
    map(
        "".join,
        (("/op", "t/"), ("/ro", "ot/"), ("/wo", "rk/"), ("find", "-links"), ("index", "-url =")),
    )
)


def tracked(*patterns: str) -> list[Path]:
    """The files of the repository, as git knows them."""
    run = subprocess.run(  # noqa: S603  # constants
        ["git", "ls-files", "-z", "--", *patterns],  # noqa: S607  # whichever git there is
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    if run.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in run.stdout.decode().split("\0") if name]


def read(name: str) -> str:
    """A file of the repository."""
    return (ROOT / name).read_text("utf-8")


def commands() -> dict[str, argparse.ArgumentParser]:
    """Every command of `main.py`."""
    (found,) = (
        action
        for action in main.options()._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    return dict(found.choices)


@pytest.mark.parametrize("name", PINS)
def test_every_requirement_is_pinned_with_hashes_and_no_option_stands_beside(name: str) -> None:
    """No index address and no local folder gets in: the only option a line may hold is --hash."""
    wanted = None
    for line in read(name).splitlines():
        if line.startswith("    --hash=sha256:"):
            wanted = None
            continue
        assert wanted is None, f"{wanted} has no hash"
        if line.lstrip().startswith("#"):
            continue
        found = PINNED.match(line)
        assert found, line
        wanted = found["name"]


@pytest.mark.parametrize("name", ["requirements.in", "requirements-test.in"])
def test_what_is_asked_for_names_packages_and_nothing_else(name: str) -> None:
    """The files that pins are made from hold names with versions, and no option but `-r`."""
    for line in read(name).splitlines():
        assert re.fullmatch(r"#.*|-r requirements\.in|[a-z0-9-]+([~>]=[0-9.]+)?", line), line


def test_each_direct_dependency_is_pinned_used_and_explained() -> None:
    """Every name in requirements.in has a pin, a use in the code, and its line in CONTRIBUTING.md."""
    code = "\n".join(path.read_text("utf-8") for path in tracked("bot/*.py", "main.py"))
    table = read("CONTRIBUTING.md")
    imported_as = {
        "python-telegram-bot": "telegram",
        "python-stdnum": "stdnum",
        # Neither is imported by name: Starlette reads forms with one, zoneinfo reads the other.
        "python-multipart": "starlette",
        "tzdata": "zoneinfo",
    }
    for line in read("requirements.in").splitlines():
        if line.startswith("#"):
            continue
        name = re.split(r"[~>]", line)[0]
        pinned = re.search(rf"^{re.escape(name)}==(\S+)", read("requirements.txt"), re.MULTILINE)
        assert pinned, name
        module = imported_as.get(name, name)
        assert re.search(rf"^\s*(from|import) {module}\b", code, re.MULTILINE), (
            f"{name} is not used"
        )
        assert f"| {name} | {pinned[1]} |" in table, (
            f"{name} {pinned[1]}: no line in CONTRIBUTING.md"
        )


def test_every_ignored_rule_has_its_reason_beside_it() -> None:
    """In pyproject.toml each ignore is followed by a comment, in code each noqa and type: ignore too."""
    ruff = tomllib.loads(read("pyproject.toml"))["tool"]["ruff"]["lint"]
    ignored = {
        *ruff["ignore"],
        *(rule for rules in ruff["per-file-ignores"].values() for rule in rules),
    }
    for line in read("pyproject.toml").splitlines():
        found = re.match(r'\s+"([A-Z]+[0-9]*)",(.*)', line)
        if found and found[1] in ignored:
            assert re.match(r"\s*# \S", found[2]), line
    bare = re.compile(r"#\s*(noqa: [A-Z0-9, ]+|type: ignore(\[[a-z-, ]+\])?)\s*$")
    blanket = re.compile(r"#\s*noqa\s*$|#\s*ruff: noqa")
    for path in tracked("*.py"):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            where = f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
            assert not bare.search(line), where
            assert not blanket.search(line) or path == Path(__file__), where


def test_every_make_target_is_in_the_help() -> None:
    """`make help` lists every target that one may ask for, with a few words."""
    text = read("Makefile")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    explained = set(re.findall(r"^([a-z]+):.*## \S", text, re.MULTILINE))
    assert explained == set(phony.split())


def test_every_setting_and_every_command_is_in_the_readme() -> None:
    """README.md names each HJEMVEI_ variable, each command of main.py and each of its options."""
    readme = read("README.md")
    for name in settings.KNOWN:
        assert f"| `HJEMVEI_{name}` |" in readme, name
    for name, parser in commands().items():
        assert f"| `{name}" in readme, name
        for action in parser._actions:
            for option in action.option_strings:
                assert option in {"-h", "--help"} or option in readme, f"{name} {option}"


def test_links_and_pictures_in_the_documents_are_there() -> None:
    """Whatever README, CONTRIBUTING and CHANGELOG point to within the repository exists."""
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        for target in re.findall(r"\]\(([^)#]+)", read(name)):
            assert target.startswith("http") or (ROOT / target).exists(), f"{name}: {target}"
        for target in re.findall(r"`((?:bot|flows|tests|locales)/[\w./-]+)`", read(name)):
            assert (ROOT / target).exists(), f"{name}: {target}"


def test_the_pictures_are_small() -> None:
    """A clone stays small: no picture is over 150 KB."""
    for path in (ROOT / "tests" / "pictures").glob("*.png"):
        assert path.stat().st_size <= 150 * 1024, path.name


def test_no_module_is_long_without_a_reason() -> None:
    """Over 300 lines a module is split, or listed above with the reason why not."""
    for path in tracked("*.py"):
        name = path.relative_to(ROOT).as_posix()
        lines = path.read_text("utf-8").count("\n")
        assert lines <= LONGEST or name in LONG, f"{name} has {lines} lines"


def test_every_test_says_what_it_shows() -> None:
    """Each test has a docstring that is a sentence."""
    for path in tracked("tests/**/test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith(
                "test_"
            ):
                said = " ".join((ast.get_docstring(node) or "").split())
                where = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {said!r}"
                assert len(said.split()) > 3, where


def test_everything_public_says_what_it_is_for() -> None:
    """interrogate finds a docstring on every public module, class and function of the program."""
    from interrogate import config, coverage  # noqa: PLC0415  # takes a moment to load

    chosen = config.InterrogateConfig(
        **{
            name.replace("-", "_"): value
            for name, value in tomllib.loads(read("pyproject.toml"))["tool"]["interrogate"].items()
            if name != "fail-under"
        },
        ignore_property_setters=True,
    )
    paths = [str(ROOT / name) for name in ("main.py", "bot", "flows")]
    found = coverage.InterrogateCoverage(paths=paths, conf=chosen).get_coverage()
    assert found.total > 0
    bare = [
        f"{node.path}: {node.name}"
        for file in found.file_results
        for node in file.nodes
        if not node.covered and getattr(node.parent, "node_type", "") not in FUNCTIONS
    ]
    assert not bare, "\n".join(bare)


def test_no_file_names_this_machine_or_a_package_index() -> None:
    """What is somebody's own stays with them: no local path, no address of an index."""
    for path in tracked("*.py", "*.md", "*.txt", "*.in", "*.toml", "Makefile", ".ci/*", "*.js"):
        text = path.read_text("utf-8")
        for word in FOREIGN:
            assert word not in text, f"{path.relative_to(ROOT)}: {word}"


def test_the_changelog_has_a_place_for_what_is_not_released() -> None:
    """CHANGELOG.md begins with an Unreleased section that says something."""
    sections = re.split(r"^## ", read("CHANGELOG.md"), flags=re.MULTILINE)
    assert sections[1].startswith("Unreleased\n")
    assert "\n- " in sections[1]


def test_only_what_belongs_stands_at_the_top() -> None:
    """A reader sees the whole house at the first glance: no new name at the top level."""
    top = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert top == {
        ".ci", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md",
        "bot", "flows", "locales", "main.py", "pyproject.toml", "requirements-test.in",
        "requirements-test.txt", "requirements.in", "requirements.txt", "tests",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lacks", "said"), [("*version_info*", "Python 3.11 or newer"), ("*pip*", "python3-pip")]
)
def test_make_says_what_the_machine_lacks(tmp_path: Path, lacks: str, said: str) -> None:
    """Without a new enough Python, or without pip, `make demo` ends with a sentence and makes nothing."""
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\ncase "$*" in {lacks}) exit 1;; esac\nexec python3 "$@"\n')
    python.chmod(0o755)
    wanted = tmp_path / "requirements.txt"
    wanted.touch()
    made = subprocess.run(  # noqa: S603  # constants
        ["make", "-f", str(ROOT / "Makefile"), "demo", f"PYTHON={python}"],  # noqa: S607  # on the PATH
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode
    assert said in made.stdout
    assert sorted(tmp_path.iterdir()) == [python, wanted]
