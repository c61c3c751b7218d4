"""Data sets that anybody may take whole: what they hold, their files and their catalogue."""
