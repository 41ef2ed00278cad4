## Outgoing mail: the notice that it does not leave, and the page that shows it.

# The notice.
stuck-subject = Mail is not leaving
stuck-title = Mail is not leaving
stuck-lead = Since { $since } there is mail that waits to leave.
stuck-depth = Mails waiting
stuck-dead = Mails that could not be sent
stuck-what = What waits is not lost: it is tried again by itself, at growing intervals and for up to five days. Most often the mail server does not answer or refuses the connection.
stuck-next = The page gives the reason for each. Whoever runs the installation can see what is wrong with “ventanilla check mail”.
mail-why-keeper = We write to you because you coordinate the requests or run the installation.
mail-button-outbox = See the mail that is not leaving

# The page.
outbox-title = Outgoing mail
outbox-nav = Installation
outbox-shelves = Which mails to see
outbox-lead-stuck = Mail has been stuck since { $since }.
outbox-lead-waiting = { $count ->
    [one] One mail waits.
   *[other] { $count } mails wait.
}
outbox-lead-empty = No mail is waiting.
outbox-lead-dead = { $count ->
    [one] One could not be sent.
   *[other] { $count } could not be sent.
}
outbox-to = to { $address }
outbox-said = Why it did not leave:
outbox-tries = { $count ->
    [one] Tried once.
   *[other] Tried { $count } times.
}
outbox-next-try = It is tried again on { $at }.
outbox-retry = Try now
outbox-skip = Do not send
outbox-mail-number = mail { $number }
outbox-none = There are none.
outbox-none-stuck = No mail is stuck: all there was to send has left or is about to.
outbox-only-admin = Only whoever runs the installation can retry or drop mails.
outbox-done-retry = The mail is being tried again now.
outbox-done-skip = The mail will not be sent.
outbox-done-gone = That mail could no longer be changed: it is being sent, has left, or does not exist.

shelf-all = All
shelf-open = Not left yet
shelf-stuck = Stuck
shelf-waiting = Waiting
shelf-sent = Sent
shelf-skipped = Not needed

mail-state-pending = Waiting
mail-state-sending = Leaving
mail-state-sent = Sent
mail-state-dead = Could not be sent
mail-state-skipped = Not sent

unwanted-by_hand = Somebody of the team decided not to send it.
unwanted-mailbox = The mailbox is suspended: mail to it comes back.
unwanted-account = The account is closed.
unwanted-may_not_see = They may no longer see the request.
unwanted-not_wanted = They no longer want to get it.
unwanted-over = It was no longer needed when its turn came.

# Each mail, in few words.
mail-name-confirm_email = Confirm an address
mail-name-sign_in = Sign in
mail-name-receipt = Request received
mail-name-assigned = The request went to an area
mail-name-desk_assigned = Request for the area
mail-name-question = Question to the requester
mail-name-replied = The question was answered
mail-name-planned = A date was promised
mail-name-redated = The promised date moved
mail-name-started = Work on the data began
mail-name-informed = News from the area
mail-name-answered = Answer to the request
mail-name-corrected = The answer was corrected
mail-name-verdict_asked = Does the data serve?
mail-name-confirmed = The data serves
mail-name-disputed = The data does not serve
mail-name-disputed_again = Disputed a second time
mail-name-extended = The time limit was extended
mail-name-closed = The request was closed
mail-name-lapse_warning = Warning: the request will lapse
mail-name-lapsed = The request lapsed
mail-name-reopened = The request was reopened
mail-name-merged = The request was merged
mail-name-merged_in = Another request was merged in
mail-name-unmerged = The request was unmerged
mail-name-split = The request was split
mail-name-withdrawn = The request was withdrawn
mail-name-hidden = The request was hidden
mail-name-unhidden = The request is visible again
mail-name-redacted = Words were taken out
mail-name-edited = The request was edited
mail-name-commented = New comment
mail-name-mentioned = Named in a note
mail-name-dataset_updated = The dataset was updated
mail-name-dataset_stale = The dataset is out of date again
mail-name-evidence_broken = The data of an answer is not in order
mail-name-promise_passed = The promised date passed
mail-name-new_request = New requests
mail-name-digest = Digest
mail-name-desk_weekly = The team’s weekly summary
mail-name-mail_stuck = Mail is not leaving

# What became of the mails of each step, at the desk.
told-sent = { $count ->
    [one] one person was told
   *[other] { $count } people were told
}
told-waiting = { $count ->
    [one] one mail about to leave
   *[other] { $count } mails about to leave
}
told-failed = { $count ->
    [one] one came back
   *[other] { $count } came back
}
desk-mail-stuck = Mail has been stuck since { $since }.
