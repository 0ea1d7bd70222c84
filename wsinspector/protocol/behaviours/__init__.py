"""What an end does about a Close, a Ping, a message, a violation, and of its own accord."""
