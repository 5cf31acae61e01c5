"""Where the plan meets the data: a segment becomes people, with the reasons why not all are reachable."""
