"""Runs: sources to ledger, on one process or many."""
