"""The hallway: the console command and nothing else."""
