"""A raw story to a Report: normalised text, zones, date, agency."""
