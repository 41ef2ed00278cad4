"""Whether frictionless takes a datapackage.json and its tables. Prints what it finds; ends with 1 if that is a fault."""

import sys

import offline
from frictionless import validate

report = validate(sys.argv[1])
for task in report.tasks:
    print(f"{task.name}: {task.stats.get('rows', 0)} rows")
for name, message in report.flatten(["name", "message"]):
    print(f"{name}: {message}")
sys.exit(not report.valid)
