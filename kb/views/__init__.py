"""One module per page family: parse the form, ask a lower room, answer. No query logic."""
