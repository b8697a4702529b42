"""Write a family to a folder, to look at: ``python -m tests.made_up_exhibits FOLDER COUNT SEED``.

Beside each exhibit stands what is true of it, a fact a line: ``o`` may be left blank, ``?`` the
paper does not decide, ``n`` is a name that no file knows.
"""

import sys
from pathlib import Path

from tests.made_up_exhibits import Exhibit, Fact, family, refusals


def main(folder: Path, count: int, seed: int) -> None:
    """Write each exhibit and its truth."""
    folder.mkdir(parents=True, exist_ok=True)
    for exhibit in (*family(count, seed), *refusals(seed)):
        (folder / exhibit.file_name).write_bytes(exhibit.data)
        (folder / f"{exhibit.file_name}.truth").write_text(_truth(exhibit), encoding="utf-8")


def _truth(exhibit: Exhibit) -> str:
    truth = exhibit.truth
    head = f"{exhibit.name}: {exhibit.layout}, damage: {exhibit.damage}; {truth.outcome}"
    lines = [f"{head} ({truth.reason})" if truth.reason else head]
    lines += [f"warned: {name}: {', '.join(paths)}" for name, paths in truth.warned]
    return "\n".join([*lines, *(_line(fact) for fact in truth.by_path().values())]) + "\n"


def _line(fact: Fact) -> str:
    mark = "n" if fact.not_one_of else "?" if not fact.certain else " " if fact.required else "o"
    return f"{mark} {fact.path}: {fact.value}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
