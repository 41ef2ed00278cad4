## Files of a request.
files-legend = Files
files-title = Attach files
files-title-help = (optional, up to 5)
files-choose = Choose the files
files-choose-more = Add more files
files-help = Up to 10 MB each: PDF, spreadsheets, documents, CSV, text or images. They will be public.
files-full = There are 5 files already, which is the most.
files-found = Before you publish it, look at what is in it:
files-publish-anyway = Publish it anyway: I know that this is in it
files-leave-out = Leave this file out
files-undecided-title = Not sent yet: you have to decide about a file
files-undecided = We found things that you may not want to publish. Say whether you publish it anyway or leave it out, and send again. You can also leave it out, correct it on your computer and choose it again.
files-heading = Files
files-not-public = Not public yet
event-redact-file = Took a file away
files-add = Add a file
files-page-title = Files of the request
files-page-lead = Here you can add files to the request. They are public, as the request is.
files-page-none = This request has no files.
files-page-closed = The request is closed: no files can be added to it.
files-page-send = Add
files-decide-publish = Publish it anyway
files-decide-discard = Leave it out
files-decide-here = Decide
files-decide-text = This file is not public yet. You decide: leave it out, or publish it knowing what is in it.
files-waits-for-sender = Whoever sent it has not decided yet whether to publish it.
files-desk-title = Files
file-refused = { $name }: { $why }
file-kind-pdf = PDF
file-kind-png = PNG image
file-kind-jpeg = JPEG photo
file-kind-webp = WebP image
file-kind-gif = GIF image
file-kind-csv = CSV table
file-kind-txt = text
file-kind-json = JSON data
file-kind-xlsx = Excel spreadsheet
file-kind-ods = OpenDocument spreadsheet
file-kind-docx = Word document
file-kind-odt = OpenDocument text
file-kind-xls = Excel spreadsheet (old format)
file-kind-doc = Word document (old format)
file-refused-too_large = It has more than 10 MB. Make it smaller, or send it in parts.
file-refused-too_many_files = A request may have up to 5 files.
file-refused-empty = It is empty.
file-refused-type = We do not take this type of file. You can send PDF, spreadsheets, documents, CSV, text or images.
file-refused-archive = We do not take compressed files (ZIP and the like). Send the files one by one.
file-refused-program = We take no programs and no files with macros. Save it without macros and try again.
file-refused-disguised = Inside it is not what it says it is, or it is a web page. We do not take such files.
file-refused-bomb = It would take too much room when opened. Send a smaller version.
file-refused-locked = It has a password. Save it without one and try again.
file-refused-broken = It cannot be read: it seems damaged or incomplete. Save it again and try once more.
file-refused-gone = A file that you sent before is no longer here. Choose it again.
file-refused-quota_person = You have reached today’s limit for files. Tomorrow you can send more.
file-refused-quota_house = There is no room left for files on this site. Tell the team, or send the request without the file.
finding-hidden_sheets = { $count ->
    [one] It has a hidden sheet.
   *[other] It has { $number } hidden sheets.
}
finding-hidden_rows = { $count ->
    [one] It has a hidden row.
   *[other] It has { $number } hidden rows.
}
finding-hidden_columns = { $count ->
    [one] It has a hidden column.
   *[other] It has { $number } hidden columns.
}
finding-hidden_names = { $count ->
    [one] It has a hidden name, which may point to data that is not shown.
   *[other] It has { $number } hidden names, which may point to data that is not shown.
}
finding-hidden_text = It has hidden text.
finding-comments = { $count ->
    [one] It has a comment.
   *[other] It has { $number } comments.
}
finding-tracked_changes = { $count ->
    [one] It has a tracked change: what it said before can be read.
   *[other] It has { $number } tracked changes: what it said before can be read.
}
finding-pivot_caches = It has a pivot table, which keeps a copy of all its data.
finding-external_links = It has links to other spreadsheets, with a copy of their data.
finding-embedded = { $count ->
    [one] It has another file inside.
   *[other] It has { $number } other files inside.
}
finding-active_content = It has instructions that run when it is opened.
finding-not_inspectable = It is an old format: we cannot see whether it has hidden sheets or data.
finding-dni = { $count ->
    [one] It has an identity document number.
   *[other] It has { $number } identity document numbers.
}
finding-cuit = { $count ->
    [one] It has a tax number (CUIT or CUIL).
   *[other] It has { $number } tax numbers (CUIT or CUIL).
}
finding-cbu = { $count ->
    [one] It has a bank account number (CBU).
   *[other] It has { $number } bank account numbers (CBU).
}
finding-email = { $count ->
    [one] It has an e-mail address.
   *[other] It has { $number } e-mail addresses.
}
finding-phone = { $count ->
    [one] It has a telephone number.
   *[other] It has { $number } telephone numbers.
}
size-kb = { $number } KB
size-mb = { $number } MB
problem-title-no-room = No room left
