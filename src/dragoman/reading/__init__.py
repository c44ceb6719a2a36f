"""A parsed document to a Reading: mentions, attributions, events, positions, claims, figures."""
