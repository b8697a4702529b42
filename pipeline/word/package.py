"""The package of a document: the parts that all share, made once, and those that each has its own.

Equal content gives equal bytes: files in the package carry no time of their making.
"""

import datetime as dt
import io
import zipfile
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Final

from lxml import etree

from pipeline.word.paragraphs import one_line
from pipeline.word.wml import Element, root, written

#: The earliest time that an entry of a zip file can have.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_AUTHOR: Final = "deal archive"
#: The longest text of a core property.
_LONGEST_PROPERTY: Final = 255


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says about itself; ``date`` is when it counts as created."""

    title: str
    subject: str
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class _Fixed:
    """The shared parts as a zip file, and the page layout that every body ends with."""

    zipped: bytes
    layout: Element


def packed(body: Element, header: Element, about: Properties) -> bytes:
    """Return a .docx of a body (``w:body``) and a header (``w:hdr``)."""
    fixed = _fixed()
    document = root("document")
    document.append(body)
    body.append(deepcopy(fixed.layout))
    parts = {
        "word/document.xml": written(document),
        "word/header1.xml": written(header),
        "docProps/core.xml": _properties(about),
    }
    file = io.BytesIO()
    file.write(fixed.zipped)
    with zipfile.ZipFile(file, "a") as package:
        _add(package, parts)
    return file.getvalue()


def _add(package: zipfile.ZipFile, parts: dict[str, bytes]) -> None:
    for name, content in parts.items():
        entry = zipfile.ZipInfo(name, _NO_TIME)
        entry.external_attr = 0o600 << 16
        package.writestr(entry, content, zipfile.ZIP_DEFLATED)


@cache
def _fixed() -> _Fixed:
    from pipeline.word.template import template

    document = template()
    made = io.BytesIO()
    document.save(made)
    own = {"word/document.xml", "word/header1.xml", "docProps/core.xml"}
    shared = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(shared, "w") as package:
        _add(package, {name: source.read(name) for name in source.namelist() if name not in own})
    layout = etree.fromstring(etree.tostring(document.element.body.sectPr))
    return _Fixed(shared.getvalue(), layout)


def _properties(about: Properties) -> bytes:
    from docx.opc.coreprops import CoreProperties
    from docx.oxml.coreprops import CT_CoreProperties

    element = CT_CoreProperties.new()
    core = CoreProperties(element)
    core.title = one_line(about.title)[:_LONGEST_PROPERTY]
    core.subject = one_line(about.subject)[:_LONGEST_PROPERTY]
    core.author = core.last_modified_by = _AUTHOR
    core.language = "en-US"
    core.revision = 1
    if about.date is not None:
        core.created = core.modified = dt.datetime.combine(about.date, dt.time(), dt.UTC)
    return written(element)
