"""The selected row: its fields, its text, its bytes."""
