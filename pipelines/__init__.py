"""When and where the assets run: definitions, job, schedule, sensor, resources, and ``python -m pipelines``.

What is built is the business of ``assets``, and whether it holds that of ``expectations``.
"""
