## The digest, the team's mail of the week, and the page where people choose what to be sent.

mail-digest-subject = { $count ->
    [one] News of “{ $title }”
   *[other] News of { $count } requests
}
mail-digest-title = { $count ->
    [one] There is news of a request
   *[other] There is news of { $count } requests
}
mail-digest-lead = The newest is of “{ $title }”. Everything that happened since the last digest is here.
mail-digest-news = { $kind ->
    [planned] { $area } promised to publish the data by { $date }.
    [redated] { $area } changed the promised date: it is now { $date }.
    [promise_passed] The promised date, { $date }, has passed and the data is not there yet.
    [started] { $area } is preparing the data.
    [informed] { $area } told how it is going.
    [answered] { $area } answered. Outcome: { $outcome }.
    [corrected] { $area } corrected its answer. Outcome: { $outcome }.
    [dataset_updated] The dataset was updated on { $date }.
    [disputed] Whoever made the request says that the answer is of no use. It goes back to review.
    [reopened] The request was reopened and goes back to review.
    [closed] { $verdict ->
        [yes] The request was closed: the answer serves whoever made it.
        [partly] The request was closed: the answer serves whoever made it in part.
       *[none] The request was closed. Whoever made it gave no opinion on the answer.
    }
    [merged] The request was merged into one that asks for the same: { $into }.
    [commented] { $count ->
        [one] { $count } new comment.
       *[other] { $count } new comments.
    }
   *[edited] Some data of the request changed.
}
mail-digest-next = There is nothing you have to do. You can choose a mail for each piece of news, one digest a day or a week, or none.
mail-digest-button = See my requests
mail-digest-why = We write to you because you made, support, follow or work on these requests and their news reaches you in a digest.

week-subject = This week: { $overdue } overdue, { $late } past the promised date
week-title = What is owed this week
week-lead = There { $overdue ->
    [one] is { $overdue } overdue request
   *[other] are { $overdue } overdue requests
} and { $late ->
    [one] { $late } past the promised date.
   *[other] { $late } past the promised date.
}
week-overdue = { $count ->
    [one] { $count } overdue request
   *[other] { $count } overdue requests
}
week-late = { $count ->
    [one] { $count } promise past its date
   *[other] { $count } promises past their date
}
week-unanswered = { $count ->
    [one] { $count } more request without an answer, in time
   *[other] { $count } more requests without an answer, in time
}
week-next = These are the first of each group. The others are on the desk.

preferences-title = Your mail
preferences-lead = Choose how often you want to hear of the requests you support or follow.
preferences-as = Mail goes to { $address }.
preferences-own = Of your own requests we always tell you each decision, as soon as it is made.
preferences-saved = We have kept your choice.
preferences-stopped = Done: no more news and no more digests. We still tell you each decision on your own requests.
preferences-cadence = News
preferences-cadence-at-once = A mail for each piece of news
preferences-cadence-daily = One digest a day
preferences-cadence-weekly = One digest a week, on Mondays
preferences-cadence-none = None
preferences-language = Language of the mail
preferences-quiet = Hours without mail
preferences-quiet-help = What happens within them reaches you when they end. Sign-in codes always arrive.
preferences-quiet-from = From
preferences-quiet-until = Until
preferences-quiet-off = No limit
preferences-hour = { $hour }:00
preferences-each = Request by request
preferences-each-help = If you choose nothing here, what you chose above holds.
preferences-each-none = You do not follow any request yet.
preferences-each-more = These are the { $count } newest. On the page of each request you can stop following it.
preferences-as-general = As chosen above
preferences-save = Save
preferences-stop-title = Would you rather get nothing?
preferences-stop-lead = We stop sending news and digests. You can change your mind whenever you like.
preferences-stop = No more news
preferences-link = Choose what to be sent
