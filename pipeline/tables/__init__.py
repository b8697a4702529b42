"""Tables: declared once, filled from records, written as CSV, Parquet and SQLite."""
