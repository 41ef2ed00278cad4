"""Whether pydatajson takes the data.json on standard input. Prints what it finds; ends with 1 if that is anything."""

import json
import sys

import offline
from pydatajson.validation import Validator

found = Validator().validate_catalog(json.load(sys.stdin), only_errors=True)
for where in [found["error"]["catalog"], *found["error"]["dataset"]]:
    for error in where["errors"]:
        print(f"{'/'.join(map(str, error['path']))}: {error['message']}")
sys.exit(found["status"] != "OK")
