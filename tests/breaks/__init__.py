"""Breaks one thing at a time in the compliant samples, and says the same otherwise: a score for the whole checker."""
