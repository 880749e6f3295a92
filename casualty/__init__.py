"""The hallway: the console command and nothing else."""

from casualty import settings as settings  # before Polars, whose memory it limits
