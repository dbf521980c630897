"""Office files as PDF by LibreOffice, where it is installed: a fresh profile each time, no macros, no network."""

import shutil
from pathlib import Path

from documents import limited

# Its own settings, as LibreOffice writes them: active content off, nothing fetched that a file links to.
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>
"""
ITEM = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
SECURITY = {
    "MacroSecurityLevel": "3",
    "DisableMacrosExecution": "true",
    "DisableActiveContent": "true",
    "BlockUntrustedRefererLinks": "true",
}


def is_installed() -> bool:
    return _program() is not None


def to_pdf(path: Path, folder: Path, *, seconds: int) -> Path:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    items = "\n".join(ITEM.format(name=name, value=value) for name, value in SECURITY.items())
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE.format(items=items))
    options = ["--headless", "--norestore", f"-env:UserInstallation=file://{profile}", "--convert-to", "pdf"]
    limited.program(
        _program() or "", *options, "--outdir", str(folder), str(path), folder=folder, seconds=seconds, megabytes=6144
    )
    made = list(folder.glob("*.pdf"))
    if not made:
        raise limited.Broken("no PDF came out")
    return made[0]


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")
