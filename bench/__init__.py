"""Speed and worth, measured beside something that can be checked: ``python -m bench``."""
