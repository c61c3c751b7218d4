"""One file for each thing that is asked. A check's first words say what holds when it is silent."""
