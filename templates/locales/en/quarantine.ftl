## Mail that came and could not be taken in: the list, and each mail with what can be done about it.

quarantine-title = Mail that did not get in
quarantine-lead = What came and could not be taken as an answer or a comment. It is kept for { $days } days, then deleted.
quarantine-none = No mail is kept
quarantine-none-text = All that came got in, or somebody has decided about it.
quarantine-from = From { $address }
quarantine-from-nobody = From somebody who cannot be read
quarantine-size = { $kb } KB
quarantine-only-admin = Only whoever runs the installation can deliver or discard a mail.
quarantine-done-answer = The mail got in: it answers the question that was waiting.
quarantine-done-comment = The mail got in as a comment.
quarantine-done-drop = The mail was discarded.
quarantine-done-gone = That mail is no longer here: somebody delivered or discarded it, or the { $days } days have passed.

# A mail.
quarantine-one = Mail { $number }
quarantine-no-subject = No subject
quarantine-header-from = From
quarantine-header-to = To
quarantine-header-date = Date
quarantine-nothing-said = It does not say
quarantine-came = Came
quarantine-text = What it says
quarantine-text-cut = It is very long: this is how it begins.
quarantine-text-none = There is no text in it.
quarantine-unreadable = It cannot be read.
quarantine-claim = All this is what the mail says: anybody can write in somebody else’s name.
quarantine-files = They are fetched on the server with “ventanilla mail quarantine show { $number } --raw”.

quarantine-deliver-title = Deliver it
quarantine-deliver-what = It gets in as if it came now: it answers the question that is waiting or becomes a comment, and is published. If you deliver it, you answer for who wrote it.
quarantine-email = Whose it is
quarantine-email-help = The address of an account here. It is needed when the mail does not say whose it is and about which request.
quarantine-request = About which request
quarantine-request-help = The reference, for example PD-2026-000123.
quarantine-deliver = Deliver
quarantine-say-whose = This mail does not say whose it is or about which request: fill in both.
quarantine-nobody = There is no account with that address.
quarantine-refused = It could not be delivered. { $why }

quarantine-drop-title = Discard it
quarantine-drop-what = It is deleted for good.
quarantine-drop-sure = Yes, delete this mail
quarantine-drop = Discard
quarantine-drop-unsure = To delete it, tick the box: it cannot be undone.

# Why it did not get in.
unfit-no_token = It came to an address that does not say who writes or about which request.
unfit-unknown_token = The address it came to is none that we gave, or is of something that is no more.
unfit-other_sender = It is from another address than that of the person we wrote to.
unfit-staff = It is from somebody of the team, who answers on the site and not by mail.
unfit-account_closed = The account of whoever writes is closed.
unfit-hidden = The request is hidden.
unfit-comments_closed = The request ended long ago and takes no more comments.
unfit-refused = A rule of the request does not allow it now.
unfit-too_many = Within an hour too many mails came from the same person about the same request.
unfit-empty = Without what it quotes, nothing is left.
unfit-too_long = The text is longer than a comment may be.
unfit-too_big = It is too big: only its beginning was kept, and it cannot be delivered.
unfit-too_deep = It has so many parts, one inside another, that it cannot be read.
unfit-unreadable = It cannot be read.
unfit-not_a_report = It came to where mails go that could not be delivered, and is no report about one.
unfit-attachments = What it says got in already. The files it carried are only here.
