"""What the city tells of access to its PALs, and what it does when somebody is kept out."""
