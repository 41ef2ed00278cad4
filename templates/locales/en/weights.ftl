## What each thing is worth in the priority score.

weights-title = Priority weights
weights-lead = The priority of a request goes from 0 to 100. Lists by priority are ordered by it. Here you decide what each thing is worth. Every change is public, with its reason.
weights-points = Points
weights-up-to = Up to { $most }.
weights-table-help = For the first of the last closed vote; each further place is worth two less. Up to { $most }.
weights-sectors = What each supporter is worth, by sector
weights-sectors-help = In hundredths: 100 is one point for a supporter, 0 adds nothing. Up to { $most }. Supporters add 40 points at most.
weights-reason = Why
weights-reason-help = Published together with the new weights.
weights-look = See the new order
weights-save = Save the weights
weights-order = The first open requests would be these
weights-none = There are no open requests.
weights-up = { $places ->
    [one] goes up one place
   *[other] goes up { $places } places
}
weights-down = { $places ->
    [one] goes down one place
   *[other] goes down { $places } places
}
weights-stays = stays where it is
weights-score = from { $before } to { $after } points
weights-done-saved = Done: the weights have changed, and requests are finding their new places.
weights-done-same = They were these already.
weights-public = See the change as everybody does.
audited-weights = Changed the priority weights
about-priority = How requests are ordered
about-priority-lead = Each request has a priority from 0 to 100: the sum of what follows. Lists by priority are ordered by it; it changes no due date.
about-priority-support = Supporters: up to 40 points. Each person who needs it too is worth one point, or what the list below says.
about-priority-sector = { $sector }: { $hundredths } hundredths of a point for a supporter
about-priority-theme = A theme that comes first: { $points }
about-priority-table = First place at a work table: { $points }, and two less for each further place
about-priority-duty = A law obliges to publish it: { $points }
about-priority-rest = How ready the data is: up to 5. Waiting time: one point every 60 days, up to 5.
about-priority-changes = Changes of these values
about-priority-never = They have never changed.
