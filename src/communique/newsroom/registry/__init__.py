"""The registry at the desk: States, bodies, people, offices, meetings, activities, About pages."""
