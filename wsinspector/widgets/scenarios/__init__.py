"""The library of scenarios: found, read, played."""
