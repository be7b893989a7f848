"""Addresses: find them, give their canonical form and their native identity."""
