"""The only place that parses what people send."""
