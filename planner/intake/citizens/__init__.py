"""Lists of citizens, read from whatever communes and schools have."""
