"""Small things that all panels are made of."""
