"""What is made of the merged tables for the world: files, their description, and the proof that they hold.

No value is decided here; a release says what ``merge`` says.
"""
