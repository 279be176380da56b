"""The goals in lexicographic order, and the strategies that make each small."""
