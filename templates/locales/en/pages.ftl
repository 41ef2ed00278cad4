## The pages that anybody may read. Keys that end in -html carry tags.
# Layout
site-name = Ventanilla
brand-html = <strong>Ventanilla</strong> for data
skip-to-content = Skip to the main content
menu = Menu
nav-label = Main
nav-requests = Requests
nav-areas = Areas
nav-about = How it works
crumbs-label = You are here
crumbs-home = Home
footer-about = About Ventanilla
footer-data = Data about the requests
footer-api = API (JSON)
footer-api-description = Description of the API
footer-language = Language
language-es = Español
language-en = English
footer-legal = What is asked and what is answered is public and may be reused.
search = Search
search-label = Search requests and their answers

# The five stages
stage-of-five = stage { $stage } of 5
stages-title = Which stage it is in
stage-done = Done:
stage-now = Current stage:
stages-ended = It ended here: { $outcome }.

# The date that matters
due-by = Answer due by { $day }
due-over = Was due on { $day }
due-paused = Clock paused
due-promised = Promised for { $day }
due-late = It was promised for { $day }
due-answered = Answered on { $day }
due-closed = Closed on { $day }

# Cards
card-no-area = No area assigned yet
card-moved = moved
card-comments = { $count ->
    [0] no comments
    [one] { $count } comment
   *[other] { $count } comments
}
card-wanted-html = { $count ->
    [0] Nobody else has asked for it yet
    [one] <strong>{ $count }</strong> more person needs it
   *[other] <strong>{ $count }</strong> more people need it
}
card-people = { $count ->
    [0] nobody else asked
    [one] { $count } more person needs it
   *[other] { $count } more people need it
}

# Home
home-title = The data people ask for, and what became of it
home-lead = Here you can see what data people asked for, who has to answer, by when they promise it, and what was published.
home-ask = What data do you need?
home-ask-example = For example: salaries by department
ticket-label = What a request looks like
ticket-asked = Asked by
ticket-more = { $count ->
    [one] and { $count } more person
   *[other] and { $count } more people
}
ticket-area = Answers
ticket-answered = Answered
ticket-promised = Promised
ticket-closed = Closed
ticket-due = Due
home-themes = The themes that come first
home-themes-all = See all requests
theme-open-html = <strong>{ $count }</strong> in progress
theme-published-html = { $count ->
    [one] <strong>{ $count }</strong> published
   *[other] <strong>{ $count }</strong> published
}
home-published = Just published
home-published-none = Nothing has been published yet. The first data will appear here.
home-wanted = What most people wait for
home-wanted-all = See the most wanted
home-wanted-none = No requests are in progress.
how-title = How it works
how-1 = Somebody asks
how-1-text = They say what data they need, in their own words. Nobody has to say why.
how-2 = An area takes it on
how-2-text = It answers within 15 working days as a reference, or says what is missing.
how-3 = It is published
how-3-text = The data is there for everybody. If it cannot be, the reason is told.
how-4 = Who asked says whether it helps
how-4-text = If it does not, the request goes back to the area.
figures-title = Requests in figures
figures-all = requests received

# List
requests-title = Data requests
requests-searched = { $words }: data requests
requests-lead = What was asked, who answers and what was published.
requests-form-label = Search and filter requests
requests-search-example = Search by word
filters = Filters
filters-close = Close
filters-apply = Apply filters
filters-remove = remove this filter
filters-clear = Remove all filters
facet-status = Status
facet-theme = Theme
facet-area = Area
facet-kind = What is asked
requests-count = { $count ->
    [0] No requests
    [one] { $count } request
   *[other] { $count } requests
}
requests-count-capped = More than { $count } requests
sort-by = Sort by
sort-newest = Newest
sort-wanted = Most wanted
sort-moved = Recently moved
sort-due = Due next
sort-apply = Sort
requests-none = No such requests
requests-none-text = Try other words or fewer filters.
requests-empty = There are no requests yet
requests-empty-text = The first one will appear here with its status and its due date.
requests-same-list = This same list:
pager-label = Pages of results
pager-first = Back to the beginning
pager-next = Next page

# One request
asked-by-html = Asked by <strong>{ $name }</strong>
asked-nameless = Asked by somebody who preferred to give no name
answers-label = Answers:
answers-nobody = No area answers for it yet.
part-of = It is part of request
follows-on = It follows request
question-title = The area asked a question and waits for the reply
unanswered-title = There is no official answer yet
unanswered-no-area = The open data team is finding out which area has this data.
unanswered-text = The area is finding out whether it has the data and whether the law lets it be published.
ended-title = { $outcome }
ended-text = The request ended without an answer by the area. Everything that happened is below.
answer-title = Official answer
evidence-title = What it rests on
evidence-how = How to get it
evidence-missing = What is missing
evidence-ground = Why it cannot be published
evidence-responsible = Who has the data
verdict-silent = Nobody said whether the answer helps
verdict-understood = Who asked says the answer is clear
verdict-understood-partly = Who asked says the answer is clear in part
verdict-solved = It helped who asked
verdict-solved-partly = It helped who asked in part
verdict-rating = { $rating } of 5
side-label = Supporters, terms and related requests
supporters-title = Supporters
supporters-count-html = { $count ->
    [0] <strong>0</strong> more people need it, so far
    [one] <strong>{ $count }</strong> more person needs it
   *[other] <strong>{ $count }</strong> more people need it
}
sectors-title = Who needs it
sectors-sector = Sector
sectors-share = Share
sectors-people = People
sectors-other = Others
terms-title = Terms
related-title = Related
related-merged = { $count ->
    [one] { $count } request for the same was merged into this one.
   *[other] { $count } requests for the same were merged into this one.
}
related-parts = { $count ->
    [one] It was split into { $count } part.
   *[other] It was split into { $count } parts, one for each area.
}
parts-answered = { $count ->
    [one] { $answered } of { $count } area answered.
   *[other] { $answered } of { $count } areas answered.
}
request-api = This request in the API (JSON)
asked-title = What was asked
asked-kind = What kind
asked-purpose = What for
asked-dataset = Dataset
asked-format = Useful format
asked-frequency = How often
asked-period = Period
asked-coverage = Coverage
timeline-title = Everything that happened
comments-title = Comments
comments-none = Nobody has commented yet.
comments-left-out = { $count ->
    [one] There is { $count } earlier comment, in the API
   *[other] There are { $count } earlier comments, in the API
}
comment-nameless = No name
comment-edited = (edited)

# The clock and the promise
clock-due-title = Reference due date: { $day }
clock-overdue-title = The reference due date was { $day }
clock-paused-title = The clock is paused
clock-met-title = They answered in time
clock-missed-title = They answered late
clock-stopped-title = The clock has stopped
clock-left = { $count ->
    [0] Due today
    [one] { $count } working day left
   *[other] { $count } working days left
}
clock-left-of = of { $term }
clock-paused-text = The area waits for a reply by who asked. Until then the clock does not run; before the pause the due date was { $day }.
clock-overdue-text = The area has neither answered nor promised a date.
clock-settled-text = The reference due date was { $day }.
clock-how = How is it computed?
clock-how-term = It is { $term } working days from the day after { $day }.
clock-how-extended = It includes an extension of 10 working days.
clock-how-round = The clock began again that day because the request was reopened.
clock-how-weekends = Saturdays, Sundays and public holidays do not count.
clock-how-days-off = Here these did not count either:
clock-how-question = Paused by a question from { $after } to { $until }.
clock-how-question-open = Paused by a question since { $after }.
clock-how-hidden = It was not public from { $after } to { $until }: those days do not count.
clock-how-hidden-open = It has not been public since { $after }: those days do not count.
clock-how-merged = It was merged into another request from { $after } to { $until }: those days do not count.
clock-how-merged-open = It has been merged into another request since { $after }.
promise-open-text = The area promised to publish it on { $day }.
promise-passed-text = The area had promised to publish it on { $day } and has not done so yet.
promise-kept-text = They kept their promise, which was for { $day }.
promise-late-text = It came later than promised, which was { $day }.
promise-dropped-text = The promise to publish it on { $day } no longer holds.
promise-slips = { $count ->
    [one] The date was put off { $count } time.
   *[other] The date was put off { $count } times.
}

# The timeline. Sentences follow the name of who did it.
event-nameless = Somebody who gave no name
event-staff = Government staff
event-file = Made the request
event-imported = The request was imported from another system
event-assign = Assigned the request
event-assign-to = Assigned the request: { $area }
event-area-moved = It went on in another area, because the one that had it is no more: from { $before } to { $area }
event-transfer = Passed the request to another area: from { $before } to { $area }
event-ask = Asked the requester a question
event-reply = Replied to the question
event-reply-behalf = Replied to the question on behalf of who asked
event-lapse = The request was closed because the question was never answered
event-plan = Promised to publish it on { $day }
event-replan = Changed the promised date from { $before } to { $day }
event-start = Began to prepare the data
event-inform = Told how it is going
event-answer = Answered: { $outcome }
event-correct = Corrected the answer: { $outcome }
event-part-answered = One of the parts was answered
event-confirm = Said that the answer helps
event-confirm-partly = Said that the answer helps in part
event-dispute = Said that the answer does not help: the request went back to the area
event-expire = The request was closed without the word of who asked
event-reopen = Reopened the request
event-extend = Extended the term
event-extend-to = Extended the term to { $day }
event-due-moved = The days that do not count changed, and with them the due date
event-due-moved-to = The days that do not count changed: the due date is now { $day }
event-merge = Merged the request into another:
event-unmerge = Undid the merge with
event-merged-in = Merged into this request
event-split = { $count ->
    [one] Split the request into { $count } part
   *[other] Split the request into { $count } parts
}
event-withdraw = Withdrew the request
event-edit = Edited the request
event-hide = Hid the request
event-unhide = Showed the request again
event-redact = Took out text
event-redact-of = Took words out of { $what }

# Themes and areas
theme-title = Requests about { $name }
theme-first = Priority theme
moved-lately = Recently moved
theme-all = See all of this theme
theme-search = Search and filter this theme
theme-none = Nobody has asked for data on this theme yet
theme-none-text = The first request will appear here.
areas-title = Government areas
areas-lead = Who answers requests, and how many they have in progress.
areas-caption = Areas and their requests in progress
areas-area = Area
areas-open = In progress
areas-none = There are no areas yet
areas-none-text = The team that runs the site adds them.
area-merged = This area also has what others had that were merged into it. What they did themselves:
area-merged-figures = the figures of { $area }
area-merged-into = Merged into { $area }
area-closed = Closed on { $day }
area-open = in progress
area-done = answered or closed
area-by-status = Requests by status
area-all = See all of this area
area-search = Search and filter this area
area-none = This area has no requests yet
area-none-text = The first one assigned to it will appear here.

# Errors
error-page-home = Go to the home page
error-page-requests = See all requests
error-page-number = Error { $status }
error-page-search = Search for what you need

# About
about-title = How it works
about-lead = Ventanilla is where the City receives requests for data and answers them in public.
about-steps = What happens to a request
about-steps-html = <p>Each request goes through five stages: finding out what the data is and who has it; agreeing with the area; analysing and tidying it; publishing it and telling people; and watching that it stays up to date.</p><p>Everything that happens stays on the page of the request: who did it, when and why.</p>
about-term = How long it takes
about-term-html = <p>The area has 15 working days as a reference to answer or to promise a date. It may add 10 more once, and has to say why. When something is needed from who asked, the clock stops until they reply.</p><p>Each request explains how its due date was computed.</p>
about-answers = What an area can answer
about-answers-html = <p>That it published the data, that it already was, that it published a part, or where to get it. It may also say that it does not have it, that it depends on another body, or that a law does not allow it: then it says which.</p><p>Who asked says whether the answer helps. If it does not, the request goes back to the area.</p>
about-law = What this is not
about-law-html = <p>A data request is not by itself a request for access to information under Law 104. The reference term is the same, but the rights of that law have their own procedure. Nobody has to say what they want data for.</p>
about-data = The data of this site
about-data-html = <p>Everything public on this site can also be read by programs, through the API at the foot of each page.</p>

# Privacy
privacy-title = Privacy
privacy-lead = What is public, what is kept and what for.
privacy-public = What is public
privacy-public-html = <p>The text of each request, the answers, the comments and the whole history. The name of who asks is shown if they gave one and did not choose to stay nameless.</p><p>The names of those who support a request are never public: what is shown is how many they are, by sector and only from three up.</p>
privacy-kept = What is kept
privacy-kept-html = <p>The e-mail address of whoever asks, supports or follows. It is never public. Only those who coordinate and run the site can see it, and each look is recorded. Areas write through the request, without seeing it.</p><p>If you sign in with an account you have elsewhere, we keep how you are known there and your e-mail, nothing else. Of a password we keep only a hash; of tries to sign in, a hash of the address and of the network, for a day.</p><p>If you look for something that is not there, we count the words, never who looked for them: how often, and the last day. We count nothing that looks like a person's data (an e-mail, a telephone, a document). They are shown once they were looked for three times; those looked for less are forgotten after 90 days.</p>
privacy-mail = The mails
privacy-mail-html = <p>We only write about requests that you made or chose to follow, and once if somebody gave your e-mail at a meeting: you may say that it was not you, and we write no more about that. Each mail has a link to stop them. They carry no images that tell us whether you opened them.</p>
privacy-rights = Your rights
privacy-rights-html = <p>On <em>your page</em> you can download all we keep about you, correct it, or erase your account: your name and address are gone at once, and what you asked stays without a name. So says Law 25.326 on the protection of personal data.</p>
privacy-cookies = Cookies and third parties
privacy-cookies-html = <p>Reading sets one cookie only, and only if you choose a language: it remembers it for a year. We load nothing from other sites: no fonts, no visit counters, no advertising.</p>

# Accessibility
accessibility-title = Accessibility
accessibility-lead = This site is for everybody.
accessibility-done = What we did
accessibility-done-html = <p>We follow WCAG 2.2, level AA. Everything can be used by keyboard, with a screen reader, without JavaScript, with large type, on a narrow phone and in light or dark mode. The status of a request is said in words, never by colour alone.</p>
accessibility-known = What we know is missing
accessibility-known-html = <p>The texts that people and areas write are shown in the language they wrote them in: they are not translated. Data files published on other sites may not be accessible.</p>
accessibility-tell = If something does not work for you
accessibility-tell-html = <p>Tell the team that runs this site which page it was and what happened. If you need anything from here in another format, you may ask for that too.</p>

checks-title = What the area checked
checks-readiness = Readiness: { $step } of 5
checks-personal_data = Personal data
checks-secrecy = Secrecy
checks-legal_duty = A law says that this data has to be published.
