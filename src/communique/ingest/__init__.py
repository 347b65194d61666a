"""Reading: captures become pages, pages become drafts with their evidence."""
