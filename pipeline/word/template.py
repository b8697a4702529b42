"""The template of all documents: package, page, styles, settings, footer."""

from pathlib import Path
from typing import Final

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Inches
from docx.text.paragraph import Paragraph

#: Styles and settings are written as they are in a document.
_PARTS: Final = Path(__file__).parent / "parts"
_FOOTER: Final = "Unofficial reconstruction by the deal archive. The signed papers govern."
#: Of the parts of python-docx's own template, those that these documents have a use for.
_NEEDED: Final = {
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.STYLES,
}


def template() -> Document:
    """Return an empty document with everything that is the same in all."""
    document = docx.Document()
    for relationships in (document.part.rels, document.part.package.rels):
        for name, relationship in list(relationships.items()):
            if relationship.reltype not in _NEEDED:
                del relationships[name]
    _replace(document.styles.element, "styles.xml")
    _replace(document.settings.element, "settings.xml")
    section = document.sections[0]
    _lay_out(section)
    section.header.is_linked_to_previous = False  # makes the part; a document's own replaces it
    return document


def _replace(element: BaseOxmlElement, part: str) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(parse_xml((_PARTS / part).read_bytes()))


def _lay_out(section: Section) -> None:
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(1)
    section.top_margin = section.bottom_margin = Inches(1)
    section.header_distance = section.footer_distance = Inches(0.5)
    section.different_first_page_header_footer = True
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        _number(footer.paragraphs[0])


def _number(paragraph: Paragraph) -> None:
    paragraph.add_run(f"{_FOOTER}\tPage ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Paragraph, name: str) -> None:
    """Append a field that the program fills in; python-docx writes none."""
    field = OxmlElement("w:fldSimple", {qn("w:instr"): name})
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph.paragraph_format.element.append(field)
