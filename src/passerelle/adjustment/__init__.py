"""From readings back to the plan: forecasts and proposals. It cannot send anything."""
