## The figures: how quickly and how requests are answered.
nav-stats = Figures
stats-title = Figures
stats-lead = How much is asked for, how long it takes, what is kept and what requesters say.
stats-again = Anybody can work out all of these figures again from
stats-events = the events as CSV
stats-columns = what each column is
stats-same = These same figures:
stats-how = How each figure is worked out
stats-narrow = Choose area, theme and year
stats-year = Year
stats-every-area = Every area
stats-every-theme = Every theme
stats-every-year = Every year
stats-show = Show figures
stats-everything = Show everything
stats-summary = Summary
stats-empty = There is nothing to count yet
stats-empty-text = When such a request comes in, its figures will appear here.
stats-table = Show the table
stats-nothing = There is nothing to count yet.
stats-none-yet = none yet
stats-too-few = fewer than { $count } answers

# Summary
stats-open = wait for an answer
stats-published = published, all or in part
stats-on-time = { $count ->
    [one] answered or given a date in time, of { $count } term
   *[other] answered or given a date in time, of { $count } terms
}
stats-median-answer = to the first answer, half of the time
stats-promises-kept = { $count ->
    [one] promised date kept, of { $count }
   *[other] promised dates kept, of { $count }
}

# Month by month
stats-months = Month by month
stats-months-caption = Requests received, answered and published, { $first } to { $last }
stats-months-sums = In all, { $filed } received, { $answered } answered and { $published } published.
stats-month = { $month } { $year }
stats-filed = Received
stats-answered = Answered
stats-published-short = Published
stats-open-short = Wait for an answer

# Days
stats-spreads = How long it takes
stats-spreads-about = In calendar days since the request was received.
stats-to-determination = To the first answer or the first promised date
stats-to-answer = To the first answer
stats-to-publication = To publication
stats-spread = { $count ->
    [one] { $count } request: { $median }.
   *[other] { $count } requests: half took { $median } or less; nine in ten, { $most } or less.
}
stats-days = { $count ->
    [one] { $text } day
   *[other] { $text } days
}
stats-band = { $first } to { $last } days
stats-band-last = { $first } days or more
stats-percent = { $percent }%
stats-share = { $percent } of { $count }

# Term and promises
stats-terms = What is kept
stats-clock = The reference term
stats-clock-about = Each request has a term, and another one each time it goes back to the area.
stats-met = Answer or promised date in time
stats-missed = Too late
stats-stopped = Ended earlier, without an answer from the area
stats-promises = The promised dates
stats-promises-about = Only those that have ended. A date that is put off is still the same promise.
stats-kept = Kept
stats-late = Came late
stats-dropped = Dropped

# How they end
stats-ends = How requests end
stats-outcomes = Outcomes
stats-outcomes-about = The outcome each request has today.
stats-grounds = Why it cannot be published

# What is said
stats-said = What requesters say
stats-satisfaction = Does it solve what they needed?
stats-satisfaction-about = Of each answer that gives data or says where they are.
stats-understood = Is the answer understood?
stats-understood-about = Of each answer that says that it cannot be done, that there are no such data or that others have them.
stats-said-yes = Yes
stats-said-partly = Partly
stats-said-none = They did not say in time
stats-said-disputed = No: the request went back to the area
stats-content = { $yes } yes, { $partly } partly, of { $count } answers

# Areas and themes
stats-areas = Area by area
stats-areas-caption = How each area answers
stats-medians = To the first answer, by area
stats-medians-about = The median of each area.
stats-themes = Theme by theme
stats-themes-caption = How requests about each theme are answered
stats-head-area = Area
stats-head-answer = To the answer (median)
stats-head-publication = To publication (median)
stats-head-median = Median
stats-head-on-time = In time
stats-head-kept = Promises kept
stats-head-content = Satisfaction
stats-head-month = Month
stats-head-days = It took
stats-head-count = Count
stats-head-share = Share
stats-head-outcome = Outcome
stats-head-ground = Ground
stats-head-end = How it ended
stats-head-said = They said
stats-place-title = How it answers
stats-theme-title = How requests are answered
stats-place-refusals = Could not be published because of
stats-place-all = See all figures
stats-how-html = <ul>
    <li>Public requests are counted. The parts of a request that was split are requests, and count from the day on which they were made.</li>
    <li>Each thing is counted in the month in which it happened, and put down to the area that was responsible that day: the one that promised has the promise, the one that answered has the answer. Requests received, waiting and by outcome belong to the area that has them today.</li>
    <li>Answered: it got its first answer. Published: it got the first answer with data, all or some, new or already published.</li>
    <li>Half of the time: the median of the calendar days. Nine in ten: the number of days that nine in ten did not exceed.</li>
    <li>In time: the terms that ended with an answer or a promised date by the due day, of all that ended with one or ran out.</li>
    <li>Promises kept: those that ended with data by the promised day, of all that ended with data. Those that end without data, or go to another area, are dropped.</li>
    <li>Satisfaction: what requesters said of each answer. It is not shown with fewer than five answers. What staff of the same area says does not count.</li>
    </ul>

# What was done with the data
stats-made = What it was good for
stats-reuses = { $count ->
    [0] Nobody has told yet what they did with the data.
    [one] One article, map or other work was made with the data.
   *[other] { $count } articles, maps or other works were made with the data.
}
stats-reuses-other = Others, or they did not say
stats-reuses-all = See what was done with the data
stats-reuses-csv = what was done with the data, as CSV
stats-head-reuses = Works with its data
stats-head-sector = Who made it
