"""The endpoint: SPARQL 1.1 Protocol over HTTP, read-only.

``run`` starts it; ``app`` is the Starlette application; ``lanes`` and ``workers`` let every query run in a process that can be killed, and
``worker`` is that process.
"""
