"""Every number: its numerator, denominator, interval, SQL, and what it does not say."""
