"""What holds for all tests."""

from hypothesis import settings

# No test is timed: a busy machine is no fault. Speed lives in benchmarks/.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
