## The catalogue: published datasets.

datasets-title = Published data
datasets-lead = What is on the portal already: who keeps it, how often it says it is updated, and when it really was.
datasets-form-label = Search published data
datasets-what = What are you looking for?
datasets-area = Area
datasets-area-all = All
datasets-states = By how up to date they are
datasets-found = { $count ->
    [0] None.
    [one] { $count } dataset.
   *[other] { $count } datasets.
}
datasets-none = We found none
datasets-none-text = Try other words, or ask for it: somebody will tell you whether it exists.
datasets-no-catalogue = No catalogue is connected yet
datasets-no-catalogue-text = Once this installation reads the data portal, what is published is shown here.
dataset-files = { $count ->
    [0] no files
    [one] { $count } file
   *[other] { $count } files
}
dataset-changed = Updated
dataset-unchanged = Nobody knows when it was updated.
dataset-late = { $count ->
    [one] It is { $count } day late.
   *[other] It is { $count } days late.
}
dataset-kept-by = Kept by
dataset-open = See it on the portal
dataset-files-title = Files
dataset-file = File
dataset-format = Format
dataset-file-changed = Changed
dataset-file-nameless = Without a name
dataset-documentation = documentation
dataset-files-left-out = { $count ->
    [one] There is { $count } more file on the portal.
   *[other] There are { $count } more files on the portal.
}
dataset-requests = Requests about this data
dataset-requests-all = See all requests about this data
dataset-requests-none = Nobody has asked for anything yet.
dataset-reuses = What was done with this data
dataset-side = About this data
dataset-fresh = Is it up to date?
dataset-undeclared = It does not say how often it is updated.
dataset-declared = It says it is updated: { $frequency }.
dataset-stale-on = If nothing changes, it is out of date on { $day }.
dataset-signals = What says when it changed
dataset-signal = Signal
dataset-signal-when = When
dataset-decided = the one that counts
dataset-ask-update = Ask for an update
dataset-ask-frequency = Ask for more frequent updates
dataset-facts = Facts
dataset-publisher = Published by
dataset-source = Source
dataset-temporal = Period
dataset-license = Licence
dataset-themes = Themes
dataset-tell-reuse = Tell what you did with this data
freshness-fresh = Up to date
freshness-stale = Out of date
freshness-eventual = No fixed date
freshness-unknown = Not known
signal-resources = by its files
signal-modified = by its publisher
signal-file = by the server of the file
signal-metadata = by its description
published-title = The dataset
area-datasets = { $stale } of { $count } datasets out of date
nav-datasets = Data
frequency-ten-years = Every ten years
frequency-four-years = Every four years
frequency-three-years = Every three years
frequency-two-years = Every two years
frequency-four-months = Every four months
frequency-two-months = Every two months
frequency-half-month = Every two weeks
frequency-third-of-month = Three times a month
frequency-half-week = Twice a week
frequency-third-of-week = Three times a week
frequency-hour = Every hour
frequency-continuous = All the time
frequency-eventual = When it changes
