"""Working copies of what releases are filed under: events, activities, terms, pages."""
