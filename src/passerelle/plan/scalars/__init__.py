"""The short texts of a plan: one file a kind, each with one reader, one writer and one message."""
