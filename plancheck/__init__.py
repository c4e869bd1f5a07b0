"""Checks Vietnamese draft plans against the regulations in force on their date."""

__version__ = "0.1.0"
