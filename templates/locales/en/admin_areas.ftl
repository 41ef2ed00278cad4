## The areas of the government, for whoever runs the installation.

admin-areas-title = Government areas
admin-areas-lead = Those that answer requests: their name, their head and their end.
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
audited-area-changed = Changed an area
audited-area-closed = Closed an area
error-not-a-slug = Use only lower-case letters without accents, digits and hyphens: 3 to 80.
error-not-a-dataset = The catalogue knows no dataset of that name.
error-private-dataset = That dataset is not public at the portal.
error-taken = There is one with that address. Choose another.
