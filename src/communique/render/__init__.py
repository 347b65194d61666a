"""Records as readers see them: views, pages, feeds and JSON twins."""
