## The requests voiced at a meeting, entered together, and what everybody says who was named there.

entry-title = Enter the requests of a meeting
entry-lead = Put what was asked for into a table, a row for each request, with who voiced it and who needs it too. You first see what each row becomes; nothing is filed until you say so.
entry-template = Download the template
entry-template-help = Any spreadsheet opens it. Remove the example row.
entry-meeting = Which meeting do they come from?
entry-meeting-help = As those who went know it: they will read this name in the mail. For example: Health data table.
entry-held-on = When was it?
entry-file = File
entry-file-help = CSV, with commas or semicolons, just as the spreadsheet saves it. Up to 200 rows and 1 MB.
entry-text = Or paste the table here
entry-text-help = With the headers of the columns in the first line. Only the request is required. Several people in one cell are separated by semicolons: Ana Díaz <ana@example.org>; beto@example.org.
entry-look = See what it becomes
entry-look-again = See again what it becomes
entry-look-help = What you send is kept for up to 30 days, for you alone.
entry-mine = What you entered last
entry-mine-filed = { $count ->
    [0] no request filed yet
    [one] one request filed
   *[other] { $count } requests filed
}

entry-column-body = Request
entry-column-title = Title
entry-column-kind = Kind
entry-column-theme = Theme
entry-column-area = Area
entry-column-dataset = Dataset
entry-column-name = Voiced by
entry-column-email = E-mail
entry-column-attendees = Who else needs it
entry-column-sector = Sector
entry-column-why = What to correct
entry-example-body = EXAMPLE, remove this row: we need the intensive care beds of each hospital, by month, since 2019.
entry-example-title = Intensive care beds by hospital
entry-example-kind = Data that is not published
entry-example-theme = Health
entry-example-area = Ministry of Health
entry-example-dataset = Only if it exists already
entry-example-name = Marta Gómez (is published)
entry-example-email = marta@example.org
entry-example-attendees = Ana Díaz <ana@example.org>; beto@example.org
entry-example-sector = Academia

entry-cell-required = This cell has to be filled in.
entry-cell-dataset = This kind of request has to say which dataset it is about.
entry-cell-too-short = It is very short: tell a little more, with { $bound } characters or more.
entry-cell-too-long = It is very long: it can have up to { $bound } characters.
entry-cell-unknown = It is not one of the possible values. Leave it empty or choose one: { $values }.
entry-cell-email = It does not look like an e-mail address. There can be one only, for example: ana@example.org.
entry-cell-attendees = It does not look like an e-mail address. Put the name first and the address between signs, Ana Díaz <ana@example.org>, and separate people by semicolons.
entry-cell-too-many = It names { $value } people: up to { $bound } are taken in one row.
entry-cell-columns = It has { $value } cells and there are { $bound } headers. Most often there is a separator in a cell: put that cell between quotation marks.
entry-cell-example = It is the example row of the template: remove it.
entry-table-empty = There is no row. Choose a file or paste the table, with the headers in the first line.
entry-table-large = It is larger than 1 MB. Enter it in parts.
entry-table-no-text = It is not a CSV file. Save it from the spreadsheet with “Save as”, type CSV.
entry-table-no-table = We could not read it as a table. Save it as CSV from the spreadsheet again.
entry-table-rows = It has { $count } rows: up to { $most } are taken at once. Enter it in parts.
entry-table-no-body = The column “{ $column }” is missing. These are the ones we found: { $found }.
entry-table-double = Two columns say the same: look at “{ $column }”.

entry-summary = { $ready ->
    [0] nothing to file
    [one] one row to file
   *[other] { $ready } rows to file
}, { $bad ->
    [0] nothing to correct
    [one] one to correct
   *[other] { $bad } to correct
}, { $filed ->
    [0] nothing filed yet
    [one] one filed already
   *[other] { $filed } filed already
}
entry-forgotten = After 30 days the table you sent is not kept any more. The requests that were filed stay.
entry-unread = { $count ->
    [one] There is a column we do not read; check whether its header is right:
   *[other] There are columns we do not read; check whether their headers are right:
}
entry-line = Line { $line }
entry-filed = Filed already
entry-claimed = { $claimed } of { $invited ->
    [one] one person
   *[other] { $invited } people
} said they need it
entry-claim-asked = We asked whoever voiced it by mail, and they have not answered yet.
entry-claim = Whoever voiced it left their address
entry-claim-email = Their e-mail
entry-claim-help = We send them a link. When they confirm, the request becomes theirs.
entry-claim-send = Ask whether it is theirs
entry-asked = Done: we asked them by mail.
entry-ready = { $count ->
    [one] One row to file
   *[other] { $count } rows to file
}
entry-who-told = { $name } asks; we tell { $address }.
entry-who-named = { $name } asks, without an address: it can be claimed later.
entry-who-nobody = Without name or address: it stands in the name of the meeting, and can be claimed later.
entry-attendees = { $count ->
    [one] We ask one more person whether they need it too.
   *[other] We ask { $count } more people whether they need it too.
}
entry-repeats = It says the same as line { $line }.
entry-alike = It is like what was asked before. If it is the same, leave it out:
entry-exact = says exactly the same
entry-mails = { $count ->
    [0] If you file what is chosen, no mail is sent.
    [one] If you file what is chosen, one mail is sent
   *[other] If you file what is chosen, { $count } mails are sent
}{ $count ->
    [0] {""}
   *[other] : { $receipts } for requests made in somebody’s name and { $invitations } to those who need them too, one for each person.
}
entry-mails-why = Those you named count only once they confirm: the number of people that the public sees is always of people who said so themselves.
entry-file-them = { $count ->
    [0] File what is chosen
    [one] File one request
   *[other] File { $count } requests
}
entry-none-chosen = Choose at least one row to file.
entry-done = { $count ->
    [0] Everything was filed already.
    [one] Done: one request was filed.
   *[other] Done: { $count } requests were filed.
}
entry-bad = { $count ->
    [one] One row to correct
   *[other] { $count } rows to correct
}
entry-left = Download the rows to correct
entry-left-help = With a column that says what to correct in each. Corrected, they are sent as they are.
entry-correct = Correct it right here
entry-correct-left = This is what is left to file. What was filed already does not change.

audited-catalogue-filed = Said which area or theme something of the catalogue is
audited-bulk-entry = Entered a request of a meeting
audited-entry-invited = Asked whether a request of a meeting is theirs
event-claimed = confirmed that they asked for it at a meeting: the request is theirs
error-date-future = It has to be today or an earlier date.

invitation-title = You were named at a meeting
invitation-lead = At “{ $meeting }”, on { $day }, your name was put to these requests for data. Tell us whether that is right.
invitation-as = This link was sent to { $address }.
invitation-choose = Which are yours, or do you need?
invitation-voiced = you asked for it
invitation-needed = you need it too
invitation-name = Your name
invitation-name-help = If a request is yours, it is published; if you need it too, it is not. You can leave it empty.
invitation-claim = Yes, they are mine or I need them
invitation-claim-help = This confirms your address, and we tell you what happens to each. It does not sign you in on this browser.
invitation-requests = The requests
invitation-claimed = you confirmed that you need it
invitation-yours = you confirmed that it is yours
invitation-refused = you took your name off
invitation-out-title = Was it not you?
invitation-out-lead = We take your name off all of them, and do not write to you about this again. A request that you confirmed as yours can be withdrawn by signing in with your e-mail.
invitation-out = It was not me, take my name off
invitation-done-claimed = Done: it is confirmed. We tell you what happens.
invitation-done-refused = Done: we took your name off.

mail-name-invited = Question to somebody named at a meeting
mail-invited-subject = Are these requests yours? { $meeting }
mail-invited-title = You were named at a meeting
mail-invited-lead = At “{ $meeting }”, on { $day }, data was asked for and your name was written down. We count you only if you confirm.
mail-invited-voiced = { $count ->
    [one] You asked for it
   *[other] You asked for them
}
mail-invited-needed = { $count ->
    [one] You need it too
   *[other] You need them too
}
mail-invited-how = Open the page and choose which they are. If a request is yours, you follow it from there; if you need it too, you add your voice. In both cases we tell you what happens.
mail-invited-out = It was not me, take my name off
mail-invited-next = If you do nothing, your name counts nowhere, and we delete it in 90 days.
mail-button-invited = Say which they are
mail-why-invited = We write to you because somebody wrote down your address at that meeting.
entry-cell-address = The name is public, and there is an e-mail address in it: put it in the column E-mail.
entry-changed = The table has changed since you opened this page: this is what would be filed now. Nothing was filed.
