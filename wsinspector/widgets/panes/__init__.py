"""The client's and the server's pane, and what stands in both."""
