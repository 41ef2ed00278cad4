## What a list of requests is narrowed to.
facet-outcome = How it ended
filter-received = Received in { $when }
filter-ended = Ended in { $when }
filter-determined-ever = Have had an answer or a promised date
filter-determined = First answer or promised date in { $when }
filter-determined-by = First answer or promised date from { $area }
filter-determined-days = First answer or promised date: { $days }
filter-answered-ever = Have had an answer
filter-answered = First answer in { $when }
filter-answered-by = First answer from { $area }
filter-answered-days = First answer: { $days }
filter-published-ever = Have had data
filter-published = First data in { $when }
filter-published-by = First data from { $area }
filter-published-days = First data: { $days }
