"""What is built, stage by stage: sources, documents, mentions, facts, release.

Thin: each asset calls the engine and says what it made. When and where they run is the business of ``pipelines``.
"""
