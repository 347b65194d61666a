"""Finding: words, phrases, facets and dates over the releases that readers see."""
