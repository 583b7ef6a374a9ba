"""Ways in for knowledge and data: read -> plan (pure, shown to a person) -> apply (one transaction)."""
