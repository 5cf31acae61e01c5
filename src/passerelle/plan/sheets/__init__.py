"""A first plan typed in a spreadsheet: the template, and what its cells become."""
