## What is done to a request: support, follow, comment, reply, judge; and one's own page.
to-request = See the request
share-mail = Share by mail
share-link = Permanent link
print = Print
message-public = It is public: do not write personal data.
ask-way = Ask for it
ask-way-home = Sure that it is not there?
ask-way-list = None of these?
ask-way-areas = You need not know which area has some data to ask for it.
ask-about-theme = Ask for data on this theme
ask-area = Ask this area for data

# Support, follow, comment
join-email-help = We send you a 6-digit code to confirm it. It is never published.
join-account = Do you have an account?
join-merged = This request was merged into another that asks for the same. It goes on there:
support-title = I need it too
support-lead = { $count ->
    [0] Nobody else has said so yet. Each support helps to get an answer sooner, and we tell you when there is news.
    [one] { $count } more person needs it. Each support helps to get an answer sooner, and we tell you when there is news.
   *[other] { $count } more people need it. Each support helps to get an answer sooner, and we tell you when there is news.
}
support-own = { $count ->
    [0] This request is yours, so your support counts already.
    [one] This request is yours, so your support counts already. { $count } more person needs it.
   *[other] This request is yours, so your support counts already. { $count } more people need it.
}
support-yours = Your support counts already. You can change what you said, or take it back.
support-more = Tell us what for
support-text = What do you need it for?
support-text-help = You need not say. Whoever answers reads it.
support-public = Show it on the request’s page, without my name
support-name-help = It stays with your account. Your support is counted without a name.
support-nameless = The names of supporters are never published: only how many they are.
support-send = Add my support
support-change = Save the changes
support-remove = Take my support back
support-there = Support the other request
follow-title = Follow this request
follow-way = Follow by mail
follow-lead = We send you a mail when there is news: a promised date, an answer, a change. You can stop whenever you like.
follow-yours = You follow it already: we send you a mail when there is news.
follow-own = This request is yours: we tell you of each step by mail, without your doing anything.
follow-nobody = Nobody sees who follows a request.
follow-send = Follow by mail
follow-there = Follow the other request
unfollow-title = Get no more mail about this request
unfollow-lead = Press the button and we write no more about this request. Your other requests stay as they are.
unfollow-over = You do not follow it any more: we send you no news of this request.
unfollow-send = Stop following
comment-title = Comment
comment-last = What was said last
comment-earlier = { $count ->
    [one] There is { $count } earlier comment
   *[other] There are { $count } earlier comments
}
comment-text = Your comment
comment-name-help = If you leave it empty, the comment has no name.
comment-send = Publish the comment
comment-closed = Comments on this request are closed: one can comment up to { $days } days after a request has ended.
comment-is-reply = The area asked you a question: what you write here is the reply
comment-there = Comment on the other request

# Who may
door-over = This link has done its work: what was to be said has been said, or the request has moved on. There is nothing for you to do.
door-desk = This is for whoever made the request. What the team can do is at its desk.
door-desk-open = Open at the desk
moved-title = While you were writing, this request changed
moved-text = This happened last. What you wrote is here: if it still holds, send it again.

# The verdict
judge-title = Does it solve what you needed?
judge-understood-title = Is the answer clear?
judge-crumb = Your verdict
judge-yes = Yes, it does
judge-partly = In part
judge-no = No, something is missing
judge-understood-yes = Yes, it is clear
judge-understood-part = In part
judge-understood-no = No, or I do not agree
judge-message = Tell us more
judge-message-help = If in part, what is missing. If no, why: the request goes back to the area with what you write. If yes, you can leave it empty. It is public.
judge-rating-label = How was it handled?
judge-rating-help = It helps to answer better.
rating-none = No rating
rating-5 = 5: very well
rating-4 = 4: well
rating-3 = 3: so-so
rating-2 = 2: badly
rating-1 = 1: very badly
judge-send = Send my verdict
judge-then = If you say no, the request is opened again and what you write reaches the area.
judge-whose = Did you make this request?
own-verdict = Say whether it helps

# Reply, withdraw, reopen, edit
reply-title = Answer the question
reply-question = What the area asks
reply-message = Your reply
reply-send = Send the reply
reply-clock = Once you reply, the term runs again.
reply-whose = Did you make this request, or do you support it?
withdraw-title = Withdraw the request
withdraw-waiting = { $count ->
    [0] Nobody else waits for this request.
    [one] { $count } more person waits for this request.
   *[other] { $count } more people wait for this request.
}
withdraw-then = If you withdraw it, the request is closed. It stays in sight, and its supporters are told and may reopen it. So may you, for 60 days.
withdraw-parts = Its parts that are still open are withdrawn with it.
withdraw-message = Why do you withdraw it?
withdraw-send = Withdraw the request
withdraw-not = No, leave it as it is
reopen-title = Reopen the request
reopen-lead = The request goes back to whoever has to answer, with a new term.
reopen-takes-over = The request goes back to whoever has to answer, with a new term, and becomes yours: we tell you of each step and you have the last word.
reopen-message = Why should it be taken up again?
reopen-send = Reopen the request
reopen-who = Whoever made it may reopen it, up to { $days } days after it ended.
reopen-who-too = Whoever made it or supports it may reopen it, up to { $days } days after it ended.
edit-title = Edit the request
edit-lead = You can change it as long as no area has taken it. The old text is kept, and the changes are in sight.
edit-coverage = About which place, or whom?
edit-coverage-help = For example: the whole city, or one district.
edit-frequency = How often should it be updated?
edit-frequency-none = It does not say
edit-send = Save the changes
edit-not = Leave it as it is
frequency-day = Every day
frequency-week = Every week
frequency-month = Every month
frequency-quarter = Every three months
frequency-half = Every six months
frequency-year = Every year

# Done
done-crumb = Done
done-support = Your support is counted
done-support-text = { $count ->
    [0] Thank you. We tell you by mail when there is news.
    [one] Thank you: { $count } more person needs it now. We tell you by mail when there is news.
   *[other] Thank you: { $count } more people need it now. We tell you by mail when there is news.
}
done-unsupport = Your support is taken back
done-unsupport-text = It does not count any more. If you followed the request, you still do: that is changed apart.
done-follow = You follow this request now
done-follow-text = We send you a mail when there is news.
done-unfollow = You do not follow it any more
done-unfollow-text = We send you no more news of this request.
done-comment = Your comment is published
done-comment-text = It is at the foot of the request, with the others.
done-yes = Thank you for telling us
done-yes-text = The request is closed, with your verdict in sight. If the data grows old, you can ask for an update.
done-partly = Thank you for telling us
done-partly-text = The request is closed, and what is missing is in sight. You can ask for the rest: the new request is linked to this one.
done-ask-rest = Ask for what is missing
done-dispute = The request goes back to the area
done-dispute-text = What you wrote reaches whoever has to answer, and the term begins anew. We tell you of each step.
done-reply = We have your reply
done-reply-text = It reaches the area, and the term runs again.
done-reopen = The request is open again
done-reopen-text = It goes back to whoever has to answer, with a new term. We tell you of each step.
done-withdraw = The request is withdrawn
done-withdraw-text = We tell its supporters. If you change your mind, you can reopen it for 60 days.
done-edit = The changes are saved
done-edit-text = The old text stays in the story of the request.
done-say-more = Add a comment
done-follow-again = That was a mistake: follow it again

# The request, to whoever is signed in
own-request = This request is yours.
own-ways = What you can do with this request
own-supports = You need it too.
own-supports-change = Change or take back
own-follows = You follow it by mail.
told-title = What other people need it for

# One's own page
me-title = My requests
me-hello = Hello, { $name }
me-as = You are signed in as { $address }. Your address is not published.
me-suspended = What we sent to { $address } came back, so we stopped writing to you. Once the mailbox takes mail again, ask for a test message: when you use its link or its code we write to you again.
me-suspended-way = Send a test message
me-all = All
me-waits = { $count ->
    [one] { $count } thing waits for you
   *[other] { $count } things wait for you
}
me-waits-reply = There is a question for you:
me-waits-verdict = There is an answer, and your verdict is missing:
me-filed = What you asked for
me-filed-none = You have not asked for anything yet.
me-supported = What you support
me-supported-none = You do not support any request yet.
me-followed = What you follow
me-followed-none = You do not follow any request.
me-see-all = See all
me-choices = About you
me-name-help = It is shown with your next requests and your comments. Empty, they have no name.
me-language = Language
me-language-help = Of these pages and of the mails we send you.
me-save = Save
me-saved = Your changes are saved.
me-sign-out = Sign out of this browser
