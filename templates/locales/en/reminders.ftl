# Reminders: what the calendar tells, without anybody having done anything.

mail-why-head = We write to you because you are listed as the head of the responsible area. We only tell you of long delays.

mail-name-due_soon = The deadline is near
mail-name-overdue = The deadline passed

mail-fact-days_left = Working days left
mail-fact-days_late = Working days late
mail-fact-supporters = People who need it too

mail-due_soon-title = { $left ->
    [0] The deadline is today
    [one] One working day is left to answer
   *[other] { $left } working days are left to answer
}
mail-due_soon-lead = The reference deadline is { $date }, and the request has neither an answer nor a promised date yet.
mail-due_soon-next = { $step ->
    [take] The request names your area and nobody has taken it yet. Take it, and answer or promise a date. If it is not for your area, tell the open data team.
    [extend] Answer, or promise a date of publication. If you need more time, extend the deadline before it passes.
   *[other] Answer, or promise a date of publication. The deadline cannot be extended any more.
}

mail-overdue-title = { $late ->
    [one] The deadline has passed
   *[other] The deadline passed { $late } working days ago
}
mail-overdue-lead = { $area } had to answer by { $date }. The request has neither an answer nor a promised date yet.
mail-overdue-next = { $reader ->
    [head] Ask whoever has the request in your area to answer or to promise a date. Everyone can see the delay.
    [coordinator] We propose to take it to a work table: put it on the agenda of the next one, to agree on who answers and by when. If there is no need to wait, reassign it or answer it.
   *[other] Answer, or promise a date of publication. Everyone can see the delay.
}
