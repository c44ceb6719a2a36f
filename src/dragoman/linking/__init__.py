"""Links across reports: copies, incidents, issues."""
