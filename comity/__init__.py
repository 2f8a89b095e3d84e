"""comity: relations between states as validated, evidence-linked tables."""
