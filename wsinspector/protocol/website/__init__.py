"""Plain HTTP on the port of the embedded server: the page for browsers and its reports."""
