"""Reading what a person typed: TOML text, where everything stands in it, and what is wrong with it.

Every function here takes text or bytes that are already in memory; nothing opens a file.
"""
