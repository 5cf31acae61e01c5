"""What the exports share: cells that nothing runs, pages without a server, the plan on one page."""
