"""The finders: each reads one document and returns its mentions with exact offsets, looking at nothing else."""
