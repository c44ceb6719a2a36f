"""Raw story to Report: the normalised text, the zones that tile it, date, agency, id."""
