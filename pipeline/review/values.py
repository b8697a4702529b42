"""Values as a reader types them, and as records hold them."""

from pipeline.records.yamltext import Tree


def written(value: object) -> str:
    """Return a value as it is typed: a list in brackets."""
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(map(str, value)) + "]"
    return str(value)


def tree_of(value: str | list[str]) -> Tree:
    """Return a value as records hold it: text, or a list of texts."""
    read = typed(value) if isinstance(value, str) else value
    return read if isinstance(read, str) else [*read]


def typed(value: str) -> str | list[str]:
    """Return a list where a value is written as one: ``[02-09, 08-09]``."""
    if value.startswith("[") and value.endswith("]"):
        return [part.strip() for part in value[1:-1].split(",") if part.strip()]
    return value
