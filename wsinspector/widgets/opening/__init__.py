"""The request of a client and the answer of the server, as one wants them."""
