"""Records: YAML read as text with lines, typed, and every fault found in one run."""
