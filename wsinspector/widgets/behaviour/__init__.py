"""How an end acts, as sentences whose choices are fields."""
