## The mails. Each message has a title, a sentence that says what happened, and what can be done now.
## `reader` says who it is for: requester, supporter, follower, assignee, area_liaison, coordinator.

mail-subject-request = [{ $reference }] { $title }
mail-team = The open data team
mail-stage = Stage { $stage } of 5: { $name }
mail-reference = { $reference } · { $title }

# The facts of each message.
mail-label = { $label }:
mail-fact-area = Area
mail-fact-due = Reference deadline
mail-fact-outcome = Outcome
mail-fact-data = The data
mail-fact-url = Where it is
mail-fact-how = How to get it
mail-fact-missing = What is missing
mail-fact-ground = Legal ground
mail-fact-responsible = Who has it
mail-fact-promised = Promised date
mail-fact-slips = Times postponed
mail-fact-rating = Rating
mail-rating = { $rating } of 5
mail-fact-waiting = People waiting for it
mail-fact-reason = Reason
mail-fact-where = Where
mail-fact-shown = In its place it says
mail-shown = [removed: { $reason }]
mail-fact-changed = What changed
mail-quote-request = The request
mail-quote-own = Your request
mail-quote-question = The question

# The button and the other links.
mail-button-confirm = Confirm
mail-button-sign_in = Sign in
mail-button-queue = See the requests on the desk
mail-button-request = See the request
mail-button-answer = See the answer
mail-button-verdict = See the answer and say what you think
mail-button-reply = Answer the question
mail-button-desk = Open the request on the desk
mail-button-target = See the request it was merged into
mail-button-about = What this site is and how to reach us
mail-link-page = See the request
mail-link-unfollow = Stop hearing about this request
mail-link-preferences = Choose what we write to you about

# Why it arrives.
mail-answers = You can answer this mail: what you write is published on the request.
mail-why-confirm = We write to you because somebody typed this e-mail address on the site.
mail-why-sign_in = We write to you because somebody asked to sign in with this e-mail address.
mail-why-requester = We write to you because you made this request. While it is open, we tell you about every decision.
mail-why-on_behalf = We write to you because this request was made on your behalf. While it is open, we tell you about every decision.
mail-why-supporter = We write to you because you support this request.
mail-why-follower = We write to you because you follow this request.
mail-why-assignee = We write to you because this request is assigned to you.
mail-why-area_liaison = We write to you because you are a data liaison of the area.
mail-why-coordinator = We write to you because you are part of the open data team.

# Two endings that come back.
mail-question = { $outcome ->
    [not_suitable] Is the answer clear?
    [not_held] Is the answer clear?
    [out_of_scope] Is the answer clear?
   *[other] Does it meet your need?
}
mail-verdict-next = You can say yes, partly or no. If you say no, tell us why and the request goes back to review. You have until { $date }; with no reply, the request closes by itself.
mail-follower-next = The person who made the request now has to say whether the answer meets their need.

mail-confirm_email-subject = { $purpose ->
    [file] { $code } is your code to confirm your request
    [support] { $code } is your code to confirm your support
    [follow] { $code } is your code to follow a request
   *[comment] { $code } is your code to confirm your comment
}
mail-confirm_email-title = { $purpose ->
    [file] Confirm your request
    [support] Confirm your support
    [follow] Confirm that you want to follow this request
   *[comment] Confirm your comment
}
mail-confirm_email-lead = { $purpose ->
    [file] Almost there. Confirm that this e-mail is yours and we will file your request: “{ $title }”.
    [support] Confirm that this e-mail is yours and we will add your support to the request “{ $title }”.
    [follow] Confirm that this e-mail is yours and we will tell you what happens to the request “{ $title }”.
   *[comment] Confirm that this e-mail is yours and we will publish your comment on the request “{ $title }”.
}
mail-confirm_email-code = Your code
mail-confirm_email-how = Type the code on the page you left open, or open the link. They work until { $until }.
mail-confirm_email-next = { $purpose ->
    [file] Your e-mail is never published. If this was not you, do nothing: without this confirmation no request is filed.
    [support] Your name and e-mail are never published. If this was not you, do nothing: without this confirmation no support is added.
    [follow] Your name and e-mail are never published. If this was not you, do nothing: without this confirmation we send you no news.
   *[comment] Your e-mail is never published. If this was not you, do nothing: without this confirmation no comment is published.
}

mail-sign_in-subject = { $code } is your code to sign in to { $site }
mail-sign_in-title = Sign in to { $site }
mail-sign_in-lead = Type the code on the page where you asked for it, or open the link. No password needed.
mail-sign_in-code = Your code to sign in
mail-sign_in-how = The code and the link work once, until { $until }.
mail-sign_in-next = Do not give them to anyone: we will never ask you for them in any other way. If you did not ask for them, do nothing: without them nobody gets in.

mail-receipt-title = { $filed ->
    [own] We received your request
   *[on_behalf] A request was made on your behalf
}
mail-receipt-lead = { $filed ->
    [own] Your request is public now, as number { $reference }.
   *[on_behalf] { $by } made a request on your behalf. It is public now, as number { $reference }.
}
mail-receipt-next = { $filed ->
    [own] The open data team will read it and assign it to the area that has the information. The area answers in public and we will tell you each step by e-mail. As long as nobody has taken it up, you can edit it.
   *[on_behalf] The open data team will read it and assign it to the area that has the information. The area answers in public and we will tell you each step by e-mail. If you do not agree, you can sign in with this e-mail and withdraw it.
}

mail-assigned-title = { $transfer ->
    [yes] Your request went to another area
   *[no] An area now has your request
}
mail-assigned-lead = { $transfer ->
    [yes] { $area } is responsible for it from now on.
   *[no] { $area } is responsible for it and will assess whether the data can be published.
}
mail-assigned-next = { $transfer ->
    [yes] There is nothing you have to do. The deadline does not change with the transfer. We will tell you when there is an answer, a date or a question.
   *[no] There is nothing you have to do. We will tell you when there is an answer, a date or a question.
}

mail-desk_assigned-title = { $reader ->
    [assignee] A request is assigned to you
   *[other] A request is assigned to your area
}
mail-desk_assigned-lead = { $transfer ->
    [yes] { $area } received the request “{ $title }” from another area.
   *[no] { $area } is responsible for the request “{ $title }”.
}
mail-desk_assigned-next = You can answer it, promise a date, put a question to the person who made it or, if it belongs to another area, pass it on with a reason.

mail-question-title = We need you to clarify something
mail-question-lead = { $area } has a question before going on with your request.
mail-question-next = { $pauses ->
    [yes] You have until { $date }. Until you reply, the deadline for the answer is paused. With no reply the request closes by itself, and you can reopen it later.
   *[no] You have until { $date }. With no reply the request closes by itself, and you can reopen it later.
}

mail-replied-title = The question was answered
mail-replied-lead = { $role ->
    [requester] The person who made the request answered the question. The request is “{ $status }” again.
    [supporter] Somebody who supports the request answered the question. The request is “{ $status }” again.
   *[other] An answer was entered on behalf of the person who made the request. The request is “{ $status }” again.
}
mail-replied-next = You can go on: answer, promise a date or ask again.

mail-planned-title = { $reader ->
    [requester] There is a date for the data you asked for
    [supporter] There is a date for the data you need
   *[other] There is a date for the data of this request
}
mail-planned-lead = { $area } promised to publish it by { $date } at the latest.
mail-planned-next = The date is public. If it changes we will tell you, and the reason is on record.

mail-redated-title = The promised date changed
mail-redated-lead = { $area } moved the date of publication from { $before } to { $date }.
mail-redated-next = The previous date stays in the history of the request.

mail-started-title = { $reader ->
    [requester] The data you asked for is being prepared
    [supporter] The data you need is being prepared
   *[other] The data of this request is being prepared
}
mail-started-lead = { $area } has the data and is checking and putting it in order for publication.
mail-started-next = There is nothing you have to do. We will tell you when it is there.

mail-informed-title = { $reader ->
    [requester] There is news about your request
   *[other] There is news about this request
}
mail-informed-lead = { $area } sent an update.
mail-informed-next = If you want to say something, you can leave a comment on the page of the request.

mail-answered-title = { $reader ->
    [requester] { $outcome ->
        [published] The data you asked for was published
        [already_exists] The data you asked for was already published
        [partial] Part of the data you asked for was published
        [available_elsewhere] The data you asked for is somewhere else
        [not_suitable] The data you asked for cannot be published
        [not_held] The data you asked for does not exist
        [out_of_scope] Another body is responsible for the data you asked for
       *[other] Your request was answered
    }
   *[other] { $outcome ->
        [published] The data of this request was published
        [already_exists] The data of this request was already published
        [partial] Part of the data of this request was published
        [available_elsewhere] The data of this request is somewhere else
        [not_suitable] The data of this request cannot be published
        [not_held] The data of this request does not exist
        [out_of_scope] Another body is responsible for the data of this request
       *[other] This request was answered
    }
}
mail-answered-lead = { $reader ->
    [requester] { $area } answered your request.
   *[other] { $area } answered the request.
}

mail-corrected-title = { $reader ->
    [requester] The answer to your request was corrected
   *[other] The answer to this request was corrected
}
mail-corrected-lead = { $area } corrected the answer. The outcome is now “{ $outcome }”. The previous answer stays in the history of the request.

mail-verdict_asked-title = Tell us what you think of the answer
mail-verdict_asked-lead = { $area } answered on { $date }, and we still need to hear from you.

mail-confirmed-title = { $refusal ->
    [yes] { $verdict ->
        [partly] The answer was partly clear
       *[yes] The answer was clear
    }
   *[no] { $verdict ->
        [partly] The answer met part of the need
       *[yes] The answer met the need
    }
}
mail-confirmed-lead = { $refusal ->
    [yes] { $verdict ->
        [partly] The person who made the request says that the answer is partly clear. The request is closed.
       *[yes] The person who made the request says that the answer is clear. The request is closed.
    }
   *[no] { $verdict ->
        [partly] The person who made the request says that the answer meets part of their need. The request is closed.
       *[yes] The person who made the request says that the answer meets their need. The request is closed.
    }
}
mail-confirmed-next = { $verdict ->
    [partly] What is missing may come as a new request, linked to this one.
   *[yes] There is nothing more you have to do. Thank you!
}

mail-disputed-title = The answer did not meet the need
mail-disputed-lead = The person who made the request says that the answer does not meet their need, and why. The request goes back to review, with a new deadline.
mail-disputed-next = { $reader ->
    [follower] We will tell you when there is another answer.
    [supporter] We will tell you when there is another answer.
   *[other] Read what is missing and answer again, promise a date or ask a question.
}

mail-disputed_again-title = { $times ->
    [one] An answer did not meet the need
   *[other] { $times } answers so far did not meet the need
}
mail-disputed_again-lead = The person who made the request says again that the answer does not meet their need. Now it is up to the open data team.
mail-disputed_again-next = Talk to the area and to the person who made the request. You can reassign it, answer it or propose it for a work table.

mail-extended-title = The deadline of your request was extended
mail-extended-lead = { $area } needs more time: the deadline moves from { $before } to { $date }.
mail-extended-next = It can be extended only once. There is nothing you have to do: we will tell you when there is an answer.

mail-closed-title = { $reader ->
    [requester] Your request was closed
   *[other] This request was closed
}
mail-closed-lead = { $verdict ->
    [yes] { $refusal ->
        [yes] The person who made the request said that the answer is clear.
       *[no] The person who made the request said that the answer meets their need.
    }
    [partly] { $refusal ->
        [yes] The person who made the request said that the answer is partly clear.
       *[no] The person who made the request said that the answer meets part of their need.
    }
   *[none] { $reader ->
        [requester] The time to say what you think of the answer is over, and the request was closed.
       *[other] The person who made the request did not say in time what they think of the answer, and it was closed.
    }
}
mail-closed-next = If the answer does not meet your need, you can reopen the request until { $date }.
mail-closed-next-other = If you need anything else, you can make a new request.

mail-lapse_warning-title = Your request will close unless you reply
mail-lapse_warning-lead = Your reply to a question is still missing. If you do not reply by { $date }, the request closes by itself.
mail-lapse_warning-next = A few lines are enough. If you do not have what they ask for, say so and the request goes on.

mail-lapsed-title = { $reader ->
    [requester] Your request was closed for lack of a reply
    [supporter] A request you support was closed
   *[other] A request you follow was closed
}
mail-lapsed-lead = { $reader ->
    [requester] 20 working days have passed since you were asked a question, and there was no reply.
   *[other] 20 working days have passed since the person who made the request was asked a question, and there was no reply.
}
mail-lapsed-next = { $reader ->
    [requester] If you still need the data, you can reopen it until { $date }: answer what they asked.
   *[other] If you still need the data, you can reopen it until { $date }. The request becomes yours.
}
mail-lapsed-next-other = If you still need the data, you can make a new request.

mail-reopened-title = { $reader ->
    [requester] Your request was reopened
   *[other] This request was reopened
}
mail-reopened-lead = { $role ->
    [requester] The person who made the request reopened it and says why. It goes back to review, with a new deadline.
    [supporter] Somebody who supported the request reopened it and is now its requester. It goes back to review, with a new deadline.
   *[other] The open data team reopened it. It goes back to review, with a new deadline.
}
mail-reopened-next = { $reader ->
    [requester] There is nothing you have to do. We will tell you when there is an answer, a date or a question.
    [follower] We will tell you when there is another answer.
    [supporter] We will tell you when there is another answer.
   *[other] Read what is missing and answer again, promise a date or ask a question.
}

mail-merged-title = { $reader ->
    [requester] We merged your request into another one that asks for the same
   *[other] We merged this request into another one that asks for the same
}
mail-merged-lead = The same was already asked for in { $reference }, “{ $title }”. The answer will come there.
mail-merged-next = { $reader ->
    [requester] Your request counts as one more supporter, and we will tell you what happens to the other one. If it is not what you need, leave a comment there and we will look at it again.
   *[other] From now on we will tell you what happens to the other request.
}
mail-merged-waiting = { $waiting ->
    [one] { $waiting } person is waiting for this data.
   *[other] { $waiting } people are waiting for this data.
}

mail-merged_in-title = Another request was merged into this one
mail-merged_in-lead = Request { $reference }, “{ $title }”, asks for the same and was merged into this one.
mail-merged_in-see = See the request that was merged
mail-merged_in-next = See whether it adds anything worth answering. The deadline of this request does not change.

mail-unmerged-title = Your request stands on its own again
mail-unmerged-lead = We undid the merge with { $reference }, “{ $title }”. Your request is back where it was: “{ $status }”.
mail-unmerged-next = There is nothing you have to do. The supporters and comments that belonged to your request came back with it.

mail-split-title = We split your request into parts
mail-split-lead = { $count ->
    [one] What you asked for depends on { $count } area, which answers it in a request of its own.
   *[other] What you asked for depends on { $count } areas. Each one will answer its part.
}
mail-split-parts = The parts
mail-split-next = There is nothing you have to do. Each part has its own page, its own answer and your verdict, and we will tell you about all of them.

mail-withdrawn-title = { $reader ->
    [supporter] A request you support was withdrawn
    [follower] A request you follow was withdrawn
   *[other] A request assigned to you was withdrawn
}
mail-withdrawn-lead = The person who made the request withdrew it, and it is closed.
mail-withdrawn-next = If you still need the data, you can reopen it until { $date }. The request becomes yours.
mail-withdrawn-next-other = If you still need the data, you can make a new request.
mail-withdrawn-next-staff = { $waiting ->
    [0] There is nothing more you have to do.
    [one] { $waiting } more person is waiting for it and may reopen it.
   *[other] { $waiting } more people are waiting for it and may reopen it.
}

mail-hidden-title = We hid your request
mail-hidden-lead = Your request { $reference } is no longer visible.
mail-hidden-next = While it is hidden nobody can read or support it, and its deadlines are paused. If you think this is a mistake, write to us: the page says how.

mail-unhidden-title = Your request is visible again
mail-unhidden-lead = Your request is public again. It is where it was: “{ $status }”.
mail-unhidden-next = There is nothing you have to do. The time it was hidden does not count for its deadlines.

mail-redacted-title = We removed part of your request
mail-redacted-lead = The open data team removed something from your request for good.
mail-redacted-next = What was removed cannot be brought back. The rest of the request stays as it is.

mail-edited-title = { $reader ->
    [requester] Your request was edited
   *[other] This request was edited
}
mail-edited-lead = { $role ->
    [liaison] The area responsible changed some details of the request.
   *[other] The open data team changed some details of the request.
}
mail-edited-next = The previous text is kept, and anyone can see what changed.

mail-commented-title = { $reader ->
    [requester] There is a comment on your request
   *[other] There is a comment on a request in your hands
}
mail-commented-lead = { $role ->
    [liaison] The responsible area left a comment on the request.
    [requester] Whoever made the request left a comment.
    [supporter] Somebody left a comment on the request.
   *[other] The open data team left a comment on the request.
}
mail-commented-next = You can answer with another comment on the page of the request.

mail-mentioned-title = You were named in an internal note
mail-mentioned-lead = { $named ->
    [yes] { $name } named you in an internal note on this request.
   *[no] Somebody of the staff named you in an internal note on this request.
}
mail-mentioned-text = What the note says is not sent by mail: it is on the desk.
mail-mentioned-next = Read the note and answer with another. Only the staff that answers sees it.

mail-fact-last_change = Last change
mail-fact-fault = What is wrong
mail-changed = { $date }, { $signal }

mail-dataset_updated-title = The data was updated
mail-dataset_updated-lead = { $reader ->
    [requester] The dataset of your request, “{ $dataset }”, has new data since { $date }.
   *[other] The dataset “{ $dataset }” has new data since { $date }.
}
mail-dataset_updated-next = { $reader ->
    [requester] See whether what you needed is there. If it is not, say so on the page of the request.
   *[other] See whether what you needed is there.
}

mail-dataset_stale-title = The data is out of date again
mail-dataset_stale-lead = The dataset “{ $dataset }” last changed on { $date }. By the frequency it declares it should have been updated by now.
mail-dataset_stale-next = Update it, or correct the frequency that it declares at the portal. When it changes, we tell those who asked for it.

mail-evidence_broken-title = Look at the data of this answer
mail-evidence_broken-lead = The answer to this request names the dataset “{ $dataset }”, and something is wrong with it.
mail-evidence_broken-next = Mend it at the portal, or correct the answer. We look again every day, and the page of the request says so until then.

mail-promise_passed-title = The promised date has passed
mail-promise_passed-lead = { $area } had promised to publish the data by { $date } and has not published it yet.
mail-promise_passed-next = { $reader ->
    [requester] There is nothing you have to do. Everyone can see the delay, and we have told those who have to publish.
    [supporter] Everyone can see the delay, and we have told those who have to publish.
    [follower] Everyone can see the delay, and we have told those who have to publish.
    [head] Ask whoever has the request in your area to publish the data or to set a new date. Everyone can see the delay.
   *[other] Publish the data, or set a new date and say why. Everyone can see the delay.
}

mail-new_request-subject = { $count ->
    [one] { $count } new request to assign
   *[other] { $count } new requests to assign
}
mail-new_request-title = { $count ->
    [one] There is a new request
   *[other] There are { $count } new requests
}
mail-new_request-lead = { $count ->
    [one] It has to be read and assigned to an area.
   *[other] They have to be read and assigned to an area.
}
mail-new_request-next = The reference deadline is already running.
