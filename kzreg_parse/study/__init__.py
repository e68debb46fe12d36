"""What people ask of many acts at once: how long acts live, how long services take; and plots that read in Kazakh."""
