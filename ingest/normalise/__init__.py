"""Pure functions on columns, one idea a file."""
