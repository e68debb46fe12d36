"""Single lines: markup out, letters of foreign scripts back."""
