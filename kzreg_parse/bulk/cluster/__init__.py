"""The same bulk run on a Ray cluster. Only `connect` and `engine` import Ray, and only when a run asks for it."""
