"""The few elements of WordprocessingML that the documents are written in.

Names and the order of children follow ISO/IEC 29500-1 (Office Open XML), transitional.
"""

from typing import Final

from lxml import etree

from pipeline.word.paragraphs import shown

Element = etree._Element  # noqa: SLF001  lxml gives the class of all elements no other name

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES: Final = {"w": _W, "r": _R}
_KEEP_SPACE: Final = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
_TEXT: Final = f"{{{_W}}}t"
_DELETED_TEXT: Final = f"{{{_W}}}delText"


def w(name: str) -> str:
    """Return a WordprocessingML name as lxml writes it."""
    return f"{{{_W}}}{name}"


def root(name: str) -> Element:
    """Return the root element of a part."""
    return etree.Element(w(name), nsmap=_NAMES)


def sub(parent: Element, name: str, /, **attributes: str) -> Element:
    """Append an element with attributes of the same namespace; return it."""
    return etree.SubElement(parent, w(name), {w(key): text for key, text in attributes.items()})


def paragraph(parent: Element, style: str) -> Element:
    """Append a paragraph of a style, given by its id; return it."""
    p = sub(parent, "p")
    sub(sub(p, "pPr"), "pStyle", val=style)
    return p


def run(parent: Element, text: str, style: str = "", *, is_deleted: bool = False) -> Element:
    """Append a run with a text on one line, cleaned of what cannot stand there; return it."""
    r = sub(parent, "r")
    if style:
        sub(sub(r, "rPr"), "rStyle", val=style)
    name = _DELETED_TEXT if is_deleted else _TEXT
    for number, part in enumerate(shown(text).replace("\n", " ").split("\t")):
        if number:
            sub(r, "tab")
        if part:
            etree.SubElement(r, name, _KEEP_SPACE).text = part
    return r


def written(element: Element) -> bytes:
    """Return a part as a file."""
    done: bytes = etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
    return done
