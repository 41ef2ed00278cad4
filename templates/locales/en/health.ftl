## How the installation is doing.

health-title = How it is doing
health-lead = What the system does by itself, and what it has still to do.
health-late = Timed work has not been done for more than ten minutes: no reminders leave and no questions lapse. See whether `ventanilla worker` runs, or `ventanilla serve` without `--no-worker`.
health-work = Timed work
health-never = It has never been done so far.
health-last = It was last done { $when }.
health-due-dates = Due dates are moving after a change of the non-working days.
health-due-dates-done = All due dates follow the non-working days as they are.
health-order = Requests are finding new places after a change of the weights or themes.
health-areas = Requests are going over to the area that theirs was merged into.
health-order-done = All requests are in their place.
health-jobs = Timed work
health-job = Work
health-job-every = How often
health-job-last = Last time
health-job-ended = How it ended
health-job-minutes = { $count ->
    [one] every minute
   *[other] every { $count } minutes
}
health-job-well = Well.
health-job-done = Did { $count }.
health-job-failed = It failed.
health-job-never = It has never ended well. The reason is in the program's log.
health-job-well-at = It last ended well { $when }. The reason is in the program's log.
job-due_dates = Move due dates with the days off
job-order = Put requests in order when weights change
job-areas = Take requests of a merged area to the one it became
job-requests = Reminders and ends of requests
job-digests = Gather digests
job-tidying = Forget what is over and fold the counters
job-catalogue = Read the catalogue of the portal
job-evidence = Look at the data of answers
job-followed = Tell of datasets that were updated
job-files = Remove files that are nobody's any more
job-log = Empty the log of the database
health-mail = Mail
health-see = See them
health-to-spread = { $count ->
    [one] Of one event followers are still to be told.
   *[other] Of { $count } events followers are still to be told.
}
health-quarantine = Mail that came in and was not taken in: { $size } kB kept.
health-what = What runs
health-version = Ventanilla { $version }
health-database = Database: { $engine }
health-machines = For programs that watch: /readyz says whether it reads and writes, /metrics gives these figures.
