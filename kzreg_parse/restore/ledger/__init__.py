"""The account of every repair, read off the restored texts."""
