## The desk with several requests at once, and by keyboard.

bulk-title = { $count ->
    [0] No request chosen
    [one] One request chosen
   *[other] { $count } requests chosen
}
bulk-chosen = Those you chose
bulk-actions = What do you want to do with all of them?
bulk-nothing = There is nothing that can be done with all of them. Choose requests in the same situation.
bulk-theme = Change the theme
bulk-theme-choose = Choose a theme
bulk-do = { $count ->
    [one] Do it
   *[other] Do it to all { $count }
}
bulk-do-unseen = { $count ->
    [one] Do it without seeing the mail
   *[other] Do it to all { $count } without seeing the mail
}
bulk-done = { $count ->
    [one] Done to one request:
   *[other] Done to { $count } requests:
}
bulk-gone = { $count ->
    [one] This request is not on your desk any more, and nothing else was done to it:
   *[other] These requests are not on your desk any more, and nothing else was done to them:
}
bulk-left = Those below are as they were.
bulk-left-out = { $count ->
    [one] One request is left out: up to 50 are taken at once.
   *[other] { $count } requests are left out: up to 50 are taken at once.
}
bulk-none = You have not chosen any request
bulk-none-text = On the desk, tick those that you want to treat together.
bulk-pick = Choose
bulk-choose = Do something with the chosen requests
bulk-choose-text = Tick requests to treat them together.
desk-done-many = { $action }: done to { $count } requests.

keys-title = Keyboard shortcuts
keys-lead = They work while you are not typing.
keys-col-key = Key
keys-col-what = What it does
keys-move = Go to the next or previous request
keys-open = Open the request
keys-pick = Tick or untick the request
keys-bulk = Do something with the ticked requests
keys-search = Search
keys-help = See this list
keys-action = Choose action number 1 to 9
keys-message = Go to the first field of the action
keys-send = Send what you are writing
keys-note = Write an internal note
keys-back = Back to the desk

views-saved = Your views
views-keep = Save this view
views-keep-do = Save the view
views-name = Name of the view
views-name-help = It stays in the list of views, only for you. Up to 12.
views-forget = Remove “{ $name }”
