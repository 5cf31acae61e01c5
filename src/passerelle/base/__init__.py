"""Words everyone shares: money, periods, places, findings, errors, language. No I/O, no marketing."""
