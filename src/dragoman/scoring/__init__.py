"""Task answers in the formats of the scorers, and the scorers."""
