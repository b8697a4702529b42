"""A folder shaped like ``data/`` for importing the family: real and made-up firms together."""

import shutil
from pathlib import Path

from pipeline.paths import ROOT
from tests.made_up_exhibits.parties import FOLDER
from tests.made_up_exhibits.provisions import DOCUMENTS

_KINDS = ("issuers", "underwriters", "counsel")


def make_archive(target: Path) -> Path:
    """Make the folder and return it.

    It holds the archive's own party files, each with the made-up firms after the real ones,
    the made-up base documents that papers of the family cite, the template, and no deals and
    no exhibits. The names that ``parties`` calls unknown are in none of its files.
    """
    real = ROOT / "data"
    shutil.copytree(real / "templates", target / "templates")
    shutil.copytree(real / "base_documents", target / "base_documents")
    for folder in ("parties", "deals", "exhibits"):
        (target / folder).mkdir()
    for kind in _KINDS:
        known = (real / "parties" / f"{kind}.yaml").read_text(encoding="utf-8")
        made_up = (FOLDER / f"{kind}.yaml").read_text(encoding="utf-8")
        text = known.rstrip("\n") + "\n" + made_up.removeprefix("parties:\n")
        (target / "parties" / f"{kind}.yaml").write_text(text, encoding="utf-8")
    for document in DOCUMENTS.values():
        if document.held:
            place = target / "base_documents" / document.held
            place.mkdir()
            issuer = document.held.removesuffix(f"-{document.value}")
            (place / "document.yaml").write_text(
                f"id: {document.held}\ntitle: '{document.title}'\nissuer: {issuer}\n"
                f"date: {document.value}\nnot_held: Made up for the tests.\n",
                encoding="utf-8",
            )
    return target
