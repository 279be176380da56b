"""A table by start, as an expression of the model, is the table."""

from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from planner.model.formulations.routed_visit import StartVariable, piecewise_cost

tables = st.dictionaries(
    st.integers(0, 2),
    st.dictionaries(st.integers(0, 7), st.integers(-20, 40), min_size=1, max_size=8),
    min_size=1,
    max_size=3,
)


@settings(max_examples=40, deadline=None)
@given(tables)
def test_the_expression_has_the_tables_value_at_every_start(tables: dict[int, dict[int, int]]) -> None:
    for machine_class, table in tables.items():
        for first, value in table.items():
            model = cp_model.CpModel()
            on = {number: model.new_bool_var(str(number)) for number in tables}
            start = StartVariable(model, sorted({s for one in tables.values() for s in one}), "start")
            expression = piecewise_cost(model, start, tables, on)
            for number, literal in on.items():
                model.add(literal == (number == machine_class))
            model.add(start.variable == first)
            solver = cp_model.CpSolver()
            solver.parameters.num_workers = 1
            assert solver.solve(model) == cp_model.OPTIMAL
            assert solver.value(expression) == value
