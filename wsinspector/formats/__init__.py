"""How what was recorded looks in other programs' hands.

Pure: a format reads the journal and returns text or bytes; where they go is the caller's affair.
May import ``journal``, ``protocol``, ``settings`` and ``texts``.
"""
