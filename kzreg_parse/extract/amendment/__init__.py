"""Changes and repeals that an act makes in others."""
