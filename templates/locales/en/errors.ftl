## What went wrong and what can be done. The API gives them as `detail`; pages, beside the field or above the form.

# Fields (FieldCode). `bound` is the limit that was missed.
error-required = This is missing.
error-too-short = Too short: it needs at least { $bound } characters.
error-too-long = Too long: it may have up to { $bound } characters.
error-unknown-value = Not one of the possible values.
error-wrong-type = Not in the expected form.
error-not-a-date = Not a date. Write it like this: 2026-12-16.
error-date-past = It has to be a date after today.
error-date-too-far = The date is too far away: at most two years from now.
error-not-an-email = This does not look like an e-mail address. Check it: for example, ana@example.org.
error-not-a-url = This does not look like a web address. It has to begin with https:// or http://.
error-not-an-area = There is no area of that name.
error-not-a-liaison = That person is not a data liaison of the area.
error-not-a-theme = There is no theme of that name.
error-not-a-request = There is no request with that reference.
error-not-mergeable = It cannot be merged into that request: it has to be another one, public and not merged itself.
error-out-of-range = Outside the values allowed.
error-use-dispute = If the answer does not meet your need, use the action “dispute” and say why.
error-nothing-to-change = You named nothing to change.
error-not-found = We cannot find what you name: it may not exist, or not be public.
error-staff-only = Only government staff may give this.
error-area-closed = That area is no longer active.
error-no-terms = Write at least one word to search for.
error-bad-cursor = The page mark is not valid: start again from the beginning of the list.

# Rights (Denied). `area` is the area responsible.
error-unauthenticated = You have to be signed in for this.
error-bad-token = The token is not valid, has expired or was revoked.
error-read-only-token = This token may only read.
error-not-requester = Only the person who made the request may do this.
error-not-involved = Only the person who made the request, those who support it, or the area responsible may do this.
error-not-your-area = { $area } is responsible for this request: only that area or the open data team may do this.
error-no-area-yet = This request has no area yet: for now only the open data team may do this.
error-not-coordinator = Only the open data team may do this.
error-not-admin = Only an administrator of the site may do this.
error-not-staff = Only government staff may do this.
error-not-system = This happens by itself when its time has come: nobody does it by hand.
error-too-many-transfers = The request has changed areas twice: now only the open data team may assign it.
error-only-own-area = You may take this request only for an area of yours.
error-field-not-yours = You may not change this: { $field }.
error-split-parent = The request is split into parts: only the open data team acts on the whole.

# Actions that are not possible now (Refusal). `status` is the status; `allowed`, the list of what is possible.
error-status = The request is “{ $status }”, and this cannot be done from there. Possible now: { $allowed }.
error-status-none = The request is “{ $status }”, and this cannot be done from there.
error-while-hidden = The request is hidden: for now it can only be shown again, edited, or have text removed.
error-not-hidden = The request is visible already.
error-duplicate = The request is merged into another one: what you want to do belongs there.
error-not-merged = The request is not merged into another one.
error-too-late = The time for this is over.
error-already-extended = The deadline was extended once already.
error-nothing-to-extend = The deadline can no longer be extended: it has passed, or there is an answer or a promised date.
error-already-split = The request is split already, or is itself a part.
error-edit-too-late = You can no longer edit the request because an area is working on it. You can add a comment.
error-own-request = It is your own request.
error-comments-closed = Comments on this request are closed.
error-no-change = The request is that way already: there is nothing to change.

# Addresses, versions, repeats.
error-hidden = Request { $reference } is not public. Reason: { $reason }.
error-unparsable = We could not read what you sent: it has to be a JSON object.
error-unknown-action = There is no action of that name.
error-invalid = Something is missing or has to be corrected.
error-stale = Somebody changed the request before you: it is at version { $version } now. Read it again and repeat your action.
error-if-match-required = The If-Match header with the version of the request you read is missing.
error-key-reused = That idempotency key was already used with other data.
error-too-many = Too many requests in a row. Try again in { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}.
error-too-large = What you sent is too large.
error-method = This address does not take that method.
error-internal = Something failed on our side. It has been recorded; try again in a few minutes.
error-unavailable = The service is busy. Try again in a few seconds.

# What comes before any rule.
error-media-type = The body has to be JSON: send it with Content-Type: application/json.
error-slow-body = What you were sending took too long to arrive. Try again.
error-wrong-host = This service does not answer to that host name.

# Titles of the API's problems and of the error pages, by class.
problem-title-unauthorized = Identify yourself
problem-title-forbidden = You may not do this
problem-title-not-found = Not found
problem-title-method = Method not allowed
problem-title-slow = Took too long
problem-title-conflict = Not possible now
problem-title-stale = Somebody was first
problem-title-too-large = Too large
problem-title-media-type = Format not accepted
problem-title-wrong-host = Another host
problem-title-invalid = Something to correct
problem-title-if-match = The version is missing
problem-title-too-many = Too many requests in a row
problem-title-internal = A fault of ours
problem-title-unavailable = Service busy
