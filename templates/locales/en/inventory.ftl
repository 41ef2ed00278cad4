## The inventory: data that areas hold and do not publish.

inventory-title = Data that exists and is not published
inventory-lead = What areas say they hold and is not on the portal yet, and why. If you need any of it, one click asks for it.
inventory-form-label = Search the inventory
inventory-found = { $count ->
    [0] None.
    [one] { $count } entry that is not published.
   *[other] { $count } entries that are not published.
}
inventory-none = We found none
inventory-none-text = That it is not on this list does not mean that it does not exist: ask, and somebody will tell you whether they hold it.
inventory-why-not = Why it is not published
inventory-why-title = Why is it not published?
inventory-wait = { $count ->
    [0] whoever asked is waiting
    [one] whoever asked and { $count } more person are waiting
   *[other] whoever asked and { $count } more people are waiting
}
inventory-held-by = Held by
inventory-changed = Last reviewed:
inventory-side = Ask for this data
inventory-theme = Theme
inventory-period = Period
inventory-format = Format
inventory-all = See the whole inventory
inventory-closed = The area took it off this list
inventory-published-title = It is published
inventory-published-by = It was asked for in
inventory-asked-title = It has been asked for
inventory-asked-by = { $name } asked for it, in the request
inventory-asked-by-somebody = It is in the request
inventory-join = I need it too
inventory-ended-title = It was asked for, and this is how it ended
inventory-ended-text = If you still need it, you can ask again.
inventory-ask-title = Do you need it?
inventory-ask-text = Nobody has asked for it yet. The request is written already: it becomes public, with your name if you gave one, and the area has to answer.
inventory-ask = Ask for this data
inventory-ask-again = Ask for it again
inventory-ask-body = I ask for this data to be published, which { $area } holds and does not publish yet: { $title }. { $description } It is in the inventory: { $url }
inventory-change = Change this entry
inventory-not-in-catalogue = Not there? Look at
inventory-area-title = What it holds and does not publish
inventory-area-count = { $count ->
    [one] { $count } entry it does not publish
   *[other] { $count } entries it does not publish
}
inventory-area-all = { $count ->
    [one] See the entry it does not publish
   *[other] See the { $count } entries it does not publish
}
inventory-new-lead = You are about to ask for this data, which an area holds and does not publish:
inventory-new-lead-mail = The request is written already: your e-mail is enough.
similar-inventory = It exists and is not published
inventory-not_asked = Nobody has asked
inventory-asked = Asked for
inventory-ended = Asked for before
inventory-published = Published
inventory-taken_down = Off the list
why-not-not_yet_prepared = It is not prepared yet
why-not-personal_data = It holds personal data
why-not-quality = It is not good enough yet
why-not-system_lacks_export = The system it is in has no way to export it
why-not-legal_review = Whether the law allows it is being reviewed
why-not-other = For another reason

## The inventory on the desk.

inventory-desk-title = Inventory
inventory-desk-lead = What your areas hold and do not publish. Everybody sees it, and anybody can ask for it in one click.
inventory-desk-none = There is nothing on the list yet.
inventory-new = Add an entry
inventory-field-area = Which area holds it?
inventory-field-title = Name
inventory-field-title-help = In words that somebody who needs it would look for. If somebody asks, it is the title of the request.
inventory-field-description = What does it hold?
inventory-field-description-help = What each row is, which columns it has, since when. Never data about people.
inventory-field-why-text = The reason, in your words
inventory-field-why-text-help = Needed if you choose another reason. It is public.
inventory-choose = Choose a reason
inventory-no-theme = None
inventory-add = Add it to the list
inventory-save = Save the changes
inventory-public-page = See the public page
inventory-publish-title = If it is published by now
inventory-field-dataset = Which dataset is it?
inventory-field-dataset-help = Its name in the catalogue, or its address.
inventory-publish = Mark it as published
inventory-take-down-title = If it should be on the list no more
inventory-field-reason = Why?
inventory-field-reason-help = It is public: it stays on the page, which can still be seen.
inventory-take-down = Take it off the list
inventory-done-add = Done: it is on the list.
inventory-done-say = Done: the changes are saved.
inventory-done-publish = Done: it is shown as published.
inventory-done-take_down = Done: it is on the list no more.
inventory-conflict = Somebody else changed it while you were writing. Yours was not saved and is below: see what it says now, and save again what should be.
audited-inventory = Changed the inventory of data that is not published

## The table.

data-json-inventory = Data that areas hold and do not publish
data-json-inventory-text = One entry a row: what it is, which area holds it, why it is not published, whether somebody asked for it, and in which dataset it was published.
data-json-inventory-keywords = data inventory, open data
