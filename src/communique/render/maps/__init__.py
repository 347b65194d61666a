"""Maps, drawn on the server: the shapes of countries, a projection, a frame."""
