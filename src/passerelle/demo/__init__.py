"""A seeded shop whose true effects are known, and the story that the first run tells."""
