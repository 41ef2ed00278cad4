## The areas of the government, for whoever runs the installation.

admin-areas-title = Government areas
admin-areas-lead = Those that answer requests: their name, their head, their end, and two that become one.
admin-areas-open = { $count ->
    [one] { $count } open request
   *[other] { $count } open requests
}
admin-areas-no-head = no head to tell
admin-areas-closed = closed on { $day }
admin-areas-new = Add an area
admin-areas-name = Name of the area, in Spanish
admin-areas-name-en = Name in English
admin-areas-slug = Its part of the address
admin-areas-slug-help = Lower-case letters, digits and hyphens: for example, ministerio-de-salud. It is not changed later.
admin-areas-head = E-mail of its head
admin-areas-head-help = We write to them only when a request takes far too long. They need no account.
admin-areas-add = Add the area
admin-areas-save = Save
admin-areas-close = Close the area
admin-areas-close-help = { $count ->
    [0] It has no open requests. Its liaisons go over to its successor.
    [one] Its open request and its liaisons go over to its successor.
   *[other] Its { $count } open requests and its liaisons go over to its successor.
}
admin-areas-successor = Which area is its successor?
admin-areas-successor-choose = Choose an area
admin-areas-close-do = Close the area now
admin-areas-done-add = Done: the area is there. Add its liaisons under People.
admin-areas-done-save = Done: the changes can be seen.
admin-areas-done-close = Done: the area is closed, and its requests went over to its successor.
admin-areas-merge = Merge it into another area
admin-areas-merge-help = For when two ministries become one. Everything it has goes over to the other, and its address leads to the other's. You are shown what would happen before it does.
admin-areas-into = Which area does it become part of?
admin-areas-merge-look = See what would happen
admin-areas-merge-asked = Merge { $area } into { $into }
admin-areas-merge-what = This goes over to { $area }, and cannot be undone:
admin-areas-merge-open = { $count ->
    [0] No open request.
    [one] { $count } open request. A promised date is dropped, if there is one; whoever asked is told.
   *[other] { $count } open requests. Promised dates are dropped; whoever asked is told.
}
admin-areas-merge-ended = { $count ->
    [0] No request answered or closed.
    [one] { $count } request answered or closed, with its history.
   *[other] { $count } requests answered or closed, with their history.
}
admin-areas-merge-hidden = { $count ->
    [one] Of all these, { $count } is hidden, and stays so.
   *[other] Of all these, { $count } are hidden, and stay so.
}
admin-areas-merge-liaisons = { $count ->
    [0] No liaison.
    [one] { $count } liaison.
   *[other] { $count } liaisons.
}
admin-areas-merge-ready = { $count ->
    [0] No ready-made answer.
    [one] { $count } ready-made answer.
   *[other] { $count } ready-made answers.
}
admin-areas-merge-searches = { $count ->
    [one] { $count } search that somebody keeps.
   *[other] { $count } searches that people keep.
}
admin-areas-merge-head = Its head: the other area has none yet.
admin-areas-merge-address = { $address } will lead to { $to }. What happened already stays in the name of the area that did it.
admin-areas-merge-sure = Merge them now
admin-areas-merge-not = Do not merge them
admin-areas-merged = merged into { $area }
admin-areas-done-merge = Done: the areas are one. Requests already answered or closed have all gone over within a minute.
audited-area-merged = Merged an area into another
audited-area-changed = Changed an area
audited-area-closed = Closed an area
error-not-a-slug = Use only lower-case letters without accents, digits and hyphens: 3 to 80.
error-not-a-dataset = The catalogue knows no dataset of that name.
error-private-dataset = That dataset is not public at the portal.
error-taken = There is one with that address. Choose another.
