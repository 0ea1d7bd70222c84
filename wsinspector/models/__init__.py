"""Qt item models over the journal: what views ask for, without a widget.

QtCore and QtGui only. May import ``journal``, ``protocol``, ``settings`` and ``texts``, never the
engine or an event loop: a model shows what was recorded, wherever it came from. No Python object,
signal or Qt call is made for each entry; rows are read from the journal's columns when painted.
"""
