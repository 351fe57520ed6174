"""What must hold of each published table, and what to say when it does not.

``suites`` renders the declarations to Great Expectations, ``rules`` holds what no declaration can say, ``verdict``
runs both; only ``checks`` knows Dagster. Nothing here builds or mends a table.
"""
