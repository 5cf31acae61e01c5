"""From bytes to a plan: files, YAML with places, one merged map, and faults in plain words."""
