"""Speed, side by side with the obvious alternative: measured, reported, never asserted."""
