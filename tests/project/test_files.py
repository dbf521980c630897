"""What grows unseen: long files, drawers instead of names, suppressions nobody can judge, settings read elsewhere."""

import re
import subprocess

import pytest
from django.conf import settings

LONGEST = 400
DRAWERS = re.compile(r"(^|/)(utils?|helpers?|services?|common|misc)(\.py$|/)")
SUPPRESSION = re.compile(r"#\s*(noqa|type:\s*ignore)(?P<rest>.*)$")
APPS = ("kog/", "workinggroups/", "documents/", "meetings/", "cms/")


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=settings.ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return [name for name in listed.stdout.split("\0") if name and (settings.ROOT / name).is_file()]


def lines_of(name: str) -> list[str]:
    return (settings.ROOT / name).read_text(encoding="utf-8").splitlines()


FILES = tracked()
PYTHON = [name for name in FILES if name.endswith(".py") and "/migrations/" not in name]


def test_no_file_is_too_long():
    own = [*PYTHON, *(name for name in FILES if name.endswith((".html", ".css", ".js")))]

    assert {name: len(lines_of(name)) for name in own if len(lines_of(name)) > LONGEST} == {}


def test_no_file_is_a_drawer():
    assert [name for name in PYTHON if DRAWERS.search(name)] == []


def test_suppressions_carry_a_reason():
    bare = [
        f"{name}:{number}"
        for name in PYTHON
        for number, line in enumerate(lines_of(name), start=1)
        if (found := SUPPRESSION.search(line)) and not re.search(r" -- \S", found["rest"]) and "SUPPRESSION" not in line
    ]

    assert bare == []


def test_environment_is_read_in_settings_only():
    start = {"manage.py", "kog/wsgi.py", "kog/asgi.py", "kog/management/commands/serve.py"}
    own = [name for name in PYTHON if name.startswith(APPS) and not name.startswith("kog/settings/")]

    assert {name for name in own if re.search(r"os\.environ|getenv", "\n".join(lines_of(name)))} - start == set()


def test_templates_have_no_inline_style_or_handler():
    inline = re.compile(r"""\s(style|on[a-z]+)=["']""")
    pages = [name for name in FILES if name.startswith("templates/") and name.endswith(".html") and "email" not in name]

    assert [name for name in pages if any(inline.search(line) for line in lines_of(name))] == []


@pytest.mark.parametrize("command", ["make run", "make test"])
def test_readme_names_the_command(command):
    assert command in "\n".join(lines_of("README.md"))
