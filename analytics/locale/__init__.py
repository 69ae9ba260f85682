"""Words, numbers and dates as people read them, in Bahasa Indonesia and English."""
