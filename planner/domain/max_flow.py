"""How much can flow from a source to a sink, and which nodes still lack something when no more can.

Dinic's algorithm: E. A. Dinitz, *Algorithm for solution of a problem of maximum flow in networks with power
estimation*, 1970.
"""

from collections import deque


class Network:
    """Nodes by number, with edges of whole capacities; built edge by edge, then filled once."""

    def __init__(self, num_nodes: int) -> None:
        self._edges_of: list[list[int]] = [[] for _node in range(num_nodes)]
        self._head: list[int] = []
        self._free: list[int] = []

    def join(self, tail: int, head: int, capacity: int) -> None:
        """Let so much flow from tail to head."""
        for start, end, free in ((tail, head, capacity), (head, tail, 0)):
            self._edges_of[start].append(len(self._head))
            self._head.append(end)
            self._free.append(free)

    def fill(self, source: int, sink: int) -> int:
        """Let flow as much as can; how much it is."""
        total = 0
        while (depths := self._depths(source, sink)) is not None:
            begun = [0] * len(self._edges_of)
            while pushed := self._push(source, sink, depths, begun):
                total += pushed
        return total

    def lacking(self, sink: int) -> set[int]:
        """The nodes from which more could flow to the sink if more came to them; the fewest that a cut can part."""
        found, waiting = {sink}, deque([sink])
        while waiting:
            for edge in self._edges_of[waiting.popleft()]:
                before = self._head[edge]
                if before not in found and self._free[edge ^ 1]:
                    found.add(before)
                    waiting.append(before)
        return found

    def _depths(self, source: int, sink: int) -> list[int] | None:
        """How many edges with room each node is from the source; None where no way leads to the sink."""
        depths = [-1] * len(self._edges_of)
        depths[source] = 0
        waiting = deque([source])
        while waiting:
            node = waiting.popleft()
            for edge in self._edges_of[node]:
                after = self._head[edge]
                if self._free[edge] and depths[after] < 0:
                    depths[after] = depths[node] + 1
                    waiting.append(after)
        return depths if depths[sink] >= 0 else None

    def _push(self, source: int, sink: int, depths: list[int], begun: list[int]) -> int:
        """Let flow what one way from source to sink can take; 0 where there is none left at these depths."""
        way: list[int] = []
        node = source
        while node != sink:
            edges = self._edges_of[node]
            while begun[node] < len(edges):
                edge = edges[begun[node]]
                if self._free[edge] and depths[self._head[edge]] == depths[node] + 1:
                    break
                begun[node] += 1
            if begun[node] < len(edges):
                way.append(edges[begun[node]])
                node = self._head[way[-1]]
            elif way:
                node = self._head[way.pop() ^ 1]
                begun[node] += 1
            else:
                return 0
        pushed = min(self._free[edge] for edge in way)
        for edge in way:
            self._free[edge] -= pushed
            self._free[edge ^ 1] += pushed
        return pushed
