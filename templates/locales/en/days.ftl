## The days that do not count for due dates.

days-title = Non-working days
days-lead = They do not count for due dates. Neither do Saturdays and Sundays, which need not be put in.
days-year = Year { $year }
days-none = There is none.
days-new = Add a day
days-date = Date
days-name = Which day it is, in Spanish
days-name-en = In English
days-look = See what would change
days-remove = Let it count again
days-asked-add = { $day } will not count
days-asked-remove = { $day } will count again
days-effect = { $count ->
    [0] No due date moves.
    [one] The due date of one request moves.
   *[other] The due dates of { $count } requests move.
}
days-effect-more = { $count ->
    [0] Among the first thousand requests that we looked at, no due date moves.
    [one] The due date of one request moves, or of more: we looked at the first thousand.
   *[other] The due dates of { $count } requests move, or of more: we looked at the first thousand.
}
days-move = from { $from } to { $to }
days-sure-add = Add the day
days-sure-remove = Take the day out
days-not = Leave it as it is
days-done-added = Done: the day does not count. The due dates are moving.
days-done-renamed = Done: the day did not count before, and has this name now.
days-done-removed = Done: the day counts again. The due dates are moving.
days-done-same = It was like that already.
audited-day-off = Changed the non-working days
