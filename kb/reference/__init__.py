"""Pages that are looked up rather than compared: each module builds one family of pages as plain dataclasses."""
