"""Where the plan meets the data: a segment becomes people, reachable or not, and why."""
