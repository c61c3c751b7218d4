"""What is typed of news, parsed and never saved."""
