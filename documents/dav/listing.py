"""What a file manager asks all the time: a folder with what lies in it (PROPFIND, Depth 1; RFC 4918, section 9.1).

Answered here instead of resource by resource: rows as plain values, XML as text. Everything else, and every question
that is asked rarely, WsgiDAV answers through the resources; a test holds the two answers together.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote
from wsgiref.handlers import format_date_time
from xml.sax.saxutils import escape, quoteattr

from lxml import etree
from wsgidav.util import get_rfc1123_time

from documents import naming, serving
from documents.dav.folders import FolderResource
from documents.models import Document, Folder

SAFE = "/!*'(),$-_|."  # what some programs do not expect in percent signs
SUPPORTED = "".join(
    f"<D:lockentry><D:lockscope><D:{scope}/></D:lockscope><D:locktype><D:write/></D:locktype></D:lockentry>"
    for scope in ("exclusive", "shared")
)
BEGIN, END = '<?xml version="1.0" encoding="utf-8"?>\n<D:multistatus xmlns:D="DAV:">', "</D:multistatus>"
FOUND, MISSING = "HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found"


@dataclass(slots=True)
class Entry:
    href: str
    live: dict[str, str]  # by local name in the namespace DAV:, as XML
    dead: dict[str, str]  # by name in Clark notation, the whole element


def wanted(body: bytes) -> list[str] | None:
    """The names that were asked for, empty for all of them; None when the question is another."""
    if not body.strip():
        return []
    try:
        question = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
    parts = [part for part in question if isinstance(part.tag, str)]  # comments have none
    if question.tag != "{DAV:}propfind" or len(parts) != 1:
        return None
    if parts[0].tag == "{DAV:}allprop":
        return []
    names = [name.tag for name in parts[0] if isinstance(name.tag, str)]
    return names or None if parts[0].tag == "{DAV:}prop" else None


def answer(folder: FolderResource, names: list[str]) -> tuple[list[tuple[str, str]], bytes]:
    """Headers and body of the answer with 207."""
    body = "".join([BEGIN, *(_response(entry, names) for entry in _entries(folder)), END]).encode()
    headers = [
        ("Content-Type", "application/xml; charset=utf-8"),
        ("Date", get_rfc1123_time()),
        ("Content-Length", str(len(body))),
    ]
    return headers, body


def _entries(folder: FolderResource) -> Iterator[Entry]:
    visit, row = folder.visit, folder.row
    files = visit.plain_files(row) if isinstance(row, Folder) else []
    rest = visit.members(row, without_files=True)
    visit.look_up_properties_in(row, [one for _name, one in rest])
    locked = {lock.root for lock in visit.locks()}
    yield _resource(folder, locked)
    for name, one in rest:
        yield _resource(folder.member(name, one), locked)
    may_lock = isinstance(row, Folder) and visit.user.has_perm("documents.change_folder", row)
    for file in files:
        name = naming.filename(file.title, naming.split(file.original_filename)[1])
        href = folder.get_href() + quote(name, safe=SAFE)
        if folder.get_ref_url() + quote(name) in locked:
            yield _resource(folder.get_member(name), locked)
        else:
            live = {
                "resourcetype": "",
                "creationdate": _moment(file.created_at.timestamp()),
                "getcontentlength": str(file.file_size),
                "getcontenttype": escape(serving.content_type(file)),
                "getlastmodified": format_date_time((file.modified_at or file.created_at).timestamp()),
                "displayname": escape(name),
                "getetag": file.sha256,
            }
            if may_lock:
                live |= {"lockdiscovery": "", "supportedlock": SUPPORTED}
            yield Entry(href, live, visit.notes.get((Document, file.pk), {}))


def _resource(resource: object, locked: set[str]) -> Entry:
    """A folder, a passing file or whatever is locked: few, so the resource itself may say it."""
    live, dead = {}, {}
    for name, value in resource.get_properties("allprop"):
        if isinstance(value, Exception):
            continue
        if not name.startswith("{DAV:}"):
            dead[name] = etree.tostring(value, encoding="unicode")
        elif etree.iselement(value):
            live[name[6:]] = "".join(etree.tostring(child, encoding="unicode") for child in value)
        else:
            live[name[6:]] = escape(str(value))
    return Entry(resource.get_href(), live, dead)


def _response(entry: Entry, names: list[str]) -> str:
    if not names:
        found = [f"<D:{name}>{value}</D:{name}>" for name, value in entry.live.items()]
        found += entry.dead.values()
        missing: list[str] = []
    else:
        found, missing = [], []
        for name in names:
            if name.startswith("{DAV:}") and name[6:] in entry.live:
                found.append(f"<D:{name[6:]}>{entry.live[name[6:]]}</D:{name[6:]}>")
            elif name in entry.dead:
                found.append(entry.dead[name])
            else:
                missing.append(_empty(name))
    return (
        f"<D:response><D:href>{escape(entry.href)}</D:href>{_stat(found, FOUND)}{_stat(missing, MISSING)}</D:response>"
    )


def _stat(properties: list[str], status: str) -> str:
    if not properties:
        return ""
    return f"<D:propstat><D:prop>{''.join(properties)}</D:prop><D:status>{status}</D:status></D:propstat>"


def _empty(name: str) -> str:
    if name.startswith("{DAV:}"):
        return f"<D:{name[6:]}/>"
    space, _brace, local = name[1:].partition("}") if name.startswith("{") else ("", "", name)
    return f"<{local} xmlns={quoteattr(space)}/>"


def _moment(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
