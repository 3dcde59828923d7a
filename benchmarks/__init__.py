"""Measures of the atlas beside its peers, on the same data in the same run."""
