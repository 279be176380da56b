"""The guard: plans, re-plans and prints the instances by the command line alone, and compares every word with before.

It shows that a change of the program changes nothing that anybody sees. `python -m tests.guard --help` tells how.
"""
