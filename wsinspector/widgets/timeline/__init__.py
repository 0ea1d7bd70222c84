"""The timeline: rows, lanes, filter, and what is seen before there are any."""
