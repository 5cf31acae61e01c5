"""The only folder that reaches the network: one file for each way to write to people."""
