"""Names and dates to actors, places and intervals, offline."""
