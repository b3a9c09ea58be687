"""The command line: one file a command, no logic of their own. ``main.main`` is the only place that catches errors."""
