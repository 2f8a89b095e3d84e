"""The coder: an article's text in, a Coding out. Deterministic rules and dictionaries, no model weights."""
