"""What is made of the merged tables for the world: files, their description, and the proof that they hold.

No value is decided here; a release says what ``merge`` says.
"""

# How many older releases stay beside the current one, unless a setting says otherwise.
KEEP = 5
