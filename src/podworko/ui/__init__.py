"""Page parts, design tokens, icons."""
