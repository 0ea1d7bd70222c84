"""Why a connection ended: rules, endings, predictions, and the judge who applies them.

Pure, like the journal that it reads: entries in, a verdict out, at any time. It knows neither
Qt nor sockets nor a clock.
"""
