## The desk: what staff has to do, and one request with everything that can be done to it.
desk-tag = For staff
desk-title = Desk
desk-views = Views
desk-views-label = Views of the desk
desk-my-areas = Your areas:
desk-search-label = Search the desk
desk-search-example = Search by word
desk-filters = Filter by theme or area
desk-filter-theme = Theme
desk-filter-theme-all = All themes
desk-filter-area = Area
desk-filter-area-all = All
desk-filter = Apply
desk-clear = Clear filters
desk-count-capped = { $count } or more
desk-view-todo = To do now
desk-view-late = Late
desk-view-soon = Due soon
desk-view-news = News from requesters
desk-view-arrivals = New
desk-view-received = New, not assigned
desk-view-under_review = Under review
desk-view-waiting = Waiting for the requester
desk-view-planned = With a promised date
desk-view-in_preparation = In preparation
desk-view-answered = Answered
desk-view-all = All
desk-view-all-mine = All of my areas
desk-view-hidden = Hidden
desk-lead-todo = { $count ->
    [0] Nothing is waiting for you.
    [one] { $count } request is waiting for you.
   *[other] { $count } requests are waiting for you. The first one is the most urgent.
}
desk-lead-todo-capped = More than { $count } requests are waiting for you. The first one is the most urgent.
desk-lead-found = { $count ->
    [0] No requests
    [one] { $count } request
   *[other] { $count } requests
}
desk-lead-found-capped = More than { $count } requests
desk-group-late = The reference term or the promised date has passed. Answer, or promise a date.
desk-group-soon = Five working days or fewer are left. There is still time.
desk-group-news = They replied, reopened, or were not satisfied.
desk-group-arrivals = They name your area or were assigned to it, and nobody has done anything yet.
desk-group-received = Somebody has to say which area answers them.
desk-group-all = { $count ->
    [one] See the only one
   *[other] See all { $count }
}
desk-group-all-capped = See all
desk-col-request = Request
desk-col-state = Status
desk-col-why = Why now
desk-col-people = Support
desk-people-label = Support:
desk-why-late = The term ended on { $day }.
desk-why-promise_late = It was promised for { $day }.
desk-why-soon = Due on { $day }. { $left ->
    [0] That is today.
    [one] { $left } working day is left.
   *[other] { $left } working days are left.
}
desk-why-promise_soon = Promised for { $day }. { $left ->
    [0] That is today.
    [one] { $left } working day is left.
   *[other] { $left } working days are left.
}
desk-why-replied = The question was answered { $when }.
desk-why-disputed = They said { $when } that the answer does not solve their need.
desk-why-reopened = Reopened { $when }.
desk-why-filed = Came in { $when }.
desk-why-assigned = Assigned { $when }, and nobody has done anything yet.
desk-why-promised = Promised for { $day }.
desk-why-due = Answer by { $day }.
desk-why-asked = A question was put on { $day }, with no reply so far.
desk-why-answered = Answered on { $day }. The requester has not given a verdict yet.
desk-why-closed = Closed on { $day }.
desk-why-open = It is open.
desk-why-hidden = Hidden { $when }: { $reason }.
desk-hidden = Hidden
desk-none = There is nothing to do now
desk-none-text = When something new comes in or a date comes near, it will appear here.
desk-none-view = There are no requests in this view
desk-none-view-text = Look at what there is to do, or clear the filters.
desk-public-page = See the public page
desk-urgent = Urgency:
desk-facts = Facts of the request
desk-fact-requester = Asked by
desk-fact-nameless = Somebody who preferred not to give a name
desk-fact-email = E-mail
desk-fact-email-none = There is no e-mail.
desk-fact-email-seen = It is on record that you looked.
desk-fact-email-show = Show the e-mail
desk-fact-email-why = Each look is recorded.
desk-fact-created = Came in
desk-fact-origin = How it came in
desk-fact-due = Reference term
desk-fact-promise = Promised date
desk-fact-area = Area
desk-fact-area-none = None yet
desk-fact-area-named = (named by the requester)
desk-fact-assignee = In charge
desk-fact-assignee-none = The whole area
desk-fact-theme = Theme
desk-fact-theme-pending = (not confirmed)
desk-fact-kind = What is asked for
desk-fact-supporters = Support
desk-fact-followers = Followers
desk-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
desk-fact-part-of = Part of
desk-fact-follows = Follows on from
desk-fact-merged-into = Merged into
desk-fact-merged = Merged into this one
desk-merged-count = { $count ->
    [one] { $count } request
   *[other] { $count } requests
}
desk-fact-parts = Parts
desk-hidden-title = This request is hidden
desk-hidden-text = Reason: { $reason }. Since { $when } only the open data team sees it. Meanwhile it can only be shown again, edited, or have text removed.
desk-score = Priority: { $score } of 100
desk-score-support = Support
desk-score-theme = Priority theme
desk-score-table_rank = Work table
desk-score-legal_duty = The law says to publish it
desk-score-readiness = The data is ready
desk-score-age = Time waited
desk-asked = What was asked
desk-thread = Conversation
desk-thread-left-out = { $count ->
    [one] There is { $count } earlier message on the public page.
   *[other] There are { $count } earlier messages on the public page.
}
desk-moved = The list has changed while you were looking.
desk-moved-see = See it up to date
desk-note = Internal note
desk-note-add = Add an internal note
desk-note-help = Only the staff that answers sees it. It is never mailed or published.
desk-note-call = To tell somebody, write @ and their name: { $names }.
desk-note-save = Save the note
desk-actions = What do you want to do?
desk-actions-label = Actions
desk-actions-more = More
desk-actions-none = There is nothing more to do with this request here.
desk-public-message = It is public: the requester and anybody else can read it.
desk-message = Message
desk-message-optional = If you leave it empty, a ready-made sentence is used.
desk-assign-why = Why does it change?
desk-assign-area = Which area answers?
desk-assign-area-choose = Choose an area
desk-assign-person = Who, in that area?
desk-assign-person-all = The whole area
desk-assign-person-help = Optional. They have to be from that area.
desk-assign-intro = The reference term does not move.
desk-ask-message = What do you need to know?
desk-ask-intro = The question is public. The clock stops until there is a reply, and if nobody replies in 20 working days the request is closed.
desk-reply-message = What did the requester reply?
desk-reply-intro = If they replied in some other way. It will say that you wrote it on their behalf.
desk-plan-date = When will it be published?
desk-plan-date-help = It is public. If you move it later, the old one stays in view.
desk-plan-message = Message for the requester
desk-start-intro = The data is there, and has to be checked and put in order.
desk-inform-message = What is the progress?
desk-inform-intro = Tells how it is going and changes nothing. The clock runs on.
desk-answer-outcome = How does it end?
desk-answer-again = It replaces the earlier answer, which stays in the history. The requester is asked again whether it solves the need.
desk-answer-message = The answer
desk-answer-message-help = In plain words. It is the first thing that is read in the request.
desk-outcome-published = The data was published because of this request.
desk-outcome-already_exists = It was published before it was asked for.
desk-outcome-partial = A part was published, and it says what is missing.
desk-outcome-available_elsewhere = Another body publishes it: where, and how to get it.
desk-outcome-not_suitable = A law does not allow it.
desk-outcome-not_held = No area has it.
desk-outcome-out_of_scope = Another body or branch of government has it.
desk-answer-dataset = Dataset
desk-answer-dataset-help = Its name in the catalogue. The name or the address is enough.
desk-answer-url = Address
desk-answer-url-help = It begins with https://
desk-answer-missing = What is missing?
desk-answer-how = How can it be had?
desk-answer-ground = Which law does not allow it?
desk-answer-ground-choose = Choose a reason
desk-answer-responsible = Who has it?
desk-extend-intro = Adds 10 working days, once.
desk-reason = Why?
desk-reopen-intro = The request is open again, with a new term.
desk-merge-into = Into which request?
desk-merge-into-help = Its reference: for example, PD-2026-000123.
desk-merge-intro = This request is closed. Its supporters, followers and comments move to the other one. It can be undone.
desk-unmerge-intro = The request is as it was before the merge, with its supporters and comments.
desk-split-areas = Which areas answer?
desk-split-areas-help = Choose 2 to 10. Each one gets a part, with an answer of its own. It can be done once.
desk-edit-intro = Change only what is needed. The old text stays in view in the history.
desk-edit-title = Title
desk-edit-body = What is asked for
desk-edit-purpose = What for
desk-edit-kind = What is asked for
desk-edit-theme = Theme
desk-edit-theme-pending = Not said yet
desk-edit-dataset = Dataset
desk-edit-wanted_frequency = How often
desk-edit-wanted_frequency-help = For example, R/P1M is every month.
desk-edit-format = Format
desk-edit-period = Period
desk-edit-coverage = Coverage
desk-edit-readiness = How ready is the data?
desk-edit-readiness-help = From 0 (not at all) to 5 (ready to publish). It adds to the priority.
desk-edit-legal_duty = Does a law oblige to publish it?
desk-edit-personal_data = Does it have personal data?
desk-edit-personal_data-help = Laws 25.326 and 1845. The result is public; the reasons go into an internal note.
desk-edit-secrecy = Is it protected by some secrecy?
desk-edit-secrecy-help = Tax, statistical, commercial, security, or another that a law sets.
desk-yes = Yes
desk-no = No
desk-hide-reason = Reason
desk-hide-reason-choose = Choose a reason
desk-hide-intro = It leaves all pages, lists and searches. The requester is told once.
desk-unhide-intro = It is public again, with all it had.
desk-redact-target = From where?
desk-redact-target-choose = Choose a text
desk-redact-text = Exact words
desk-redact-text-help = If you leave it empty, all of that text is removed.
desk-redact-reason = Instead of it, one reads
desk-redact-reason-help = For example: personal data. It becomes: [quitado: personal data].
desk-redact-intro = It is removed for good, from the history too. It cannot be undone.
desk-preview = See the mail before sending
desk-preview-again = See the mail again
desk-send-unseen = { $action } without seeing the mail
desk-mail = The mail that will be sent
desk-mail-none = No mail is sent by this action.
desk-mail-now = Now
desk-mail-digest = In their digest
desk-mail-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
desk-mail-people-capped = { $count } people or more
desk-mail-reader-requester = the requester
desk-mail-reader-supporter = supporting the request
desk-mail-reader-follower = following the request
desk-mail-reader-assignee = in charge of the request
desk-mail-reader-area_liaison = liaisons of the area
desk-mail-reader-coordinator = open data team
desk-mail-reader-head = head of the area
desk-mail-reader-nobody = others
desk-mail-not-yet = Nothing has been sent yet. If it is right, confirm below.
desk-conflict = Somebody was first
desk-conflict-text = While you were writing, the request changed. Yours was not sent and is not lost: it is in the form, over the request as it is now. Send it again, or leave it.
desk-conflict-not = It is not possible any more
desk-conflict-since = What happened meanwhile
desk-conflict-nothing = Nothing changed that can be seen.
desk-conflict-typed = What you wrote
desk-conflict-field = Field
desk-conflict-now = As it is now
desk-conflict-yours = What you wrote
desk-conflict-empty = (empty)
desk-conflict-drop = Leave mine and see the request
desk-field-message = Message
desk-field-area = Area
desk-field-person = Person
desk-field-promised_on = Promised date
desk-field-outcome = How it ends
desk-field-dataset = Dataset
desk-field-url = Address
desk-field-how = How it can be had
desk-field-missing = What is missing
desk-field-ground = Reason
desk-field-responsible = Who has it
desk-field-into = Merged into
desk-field-areas = Areas
desk-field-reason = Reason
desk-field-target = From where
desk-field-text = Exact words
desk-field-other = Something else
desk-done-assign = Done: the request is assigned.
desk-done-ask = Done: the question is put and the clock has stopped.
desk-done-reply = Done: the reply is written down.
desk-done-plan = Done: the date is promised.
desk-done-start = Done: the request is in preparation.
desk-done-inform = Done: the progress is told.
desk-done-answer = Done: the request is answered.
desk-done-reopen = Done: the request is open again.
desk-done-extend = Done: the term is extended.
desk-done-merge = Done: the request is merged into the other.
desk-done-unmerge = Done: the merge is undone.
desk-done-split = Done: the request is split into parts.
desk-done-edit = Done: the request is edited.
desk-done-hide = Done: the request is hidden.
desk-done-unhide = Done: the request is to be seen again.
desk-done-redact = Done: the text is removed.
desk-done-note = The note is saved.
desk-done-other = Done.
desk-done-gone = It belongs to another area now:
desk-mails = { $count ->
    [one] { $count } mail is sent.
   *[other] { $count } mails are sent.
}
desk-mails-followers = Those who follow it hear of it the way they chose.
