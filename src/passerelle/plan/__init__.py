"""The strategy text, read, typed, checked and compared. Pure: no database, no network, no clock."""
