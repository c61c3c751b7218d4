"""What every module stands on and none owns: errors, time, text, places on earth, search."""
