"""Hostile input by chance: one target a reader, what each input must satisfy, and how inputs are spoiled.

`python tests/fuzz/run.py TARGET` lets libFuzzer look for inputs; `tests/test_fuzz.py` tries some in every run.
"""
