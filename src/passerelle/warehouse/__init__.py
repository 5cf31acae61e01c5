"""What happened: canonical tables, sources, recognisers; the only door to the analytical engine."""
