"""Why connections ended: one in full, all in a table."""
