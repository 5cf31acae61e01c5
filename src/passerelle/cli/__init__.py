"""The terminal door: parse words, call a verb, show what it says."""
