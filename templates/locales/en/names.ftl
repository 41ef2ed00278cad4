## The names of the contract's keys. What follows the prefix is the key of the database and the API.

# Statuses: adjectives, for chips.
status-received = Received
status-under_review = Under review
status-needs_info = Waiting for details
status-planned = Date promised
status-in_preparation = In preparation
status-answered = Answered
status-closed = Closed

category-open = Open
category-waiting = Waiting for details
category-answered = Answered
category-closed = Closed

stage-1 = Identification
stage-2 = Agreement with the area
stage-3 = Analysis and normalisation
stage-4 = Publication and notice
stage-5 = Monitoring

outcome-published = Published
outcome-already_exists = Already published
outcome-partial = Published in part
outcome-available_elsewhere = Available elsewhere
outcome-not_suitable = Cannot be published
outcome-not_held = The data does not exist
outcome-out_of_scope = Another body is responsible
outcome-duplicate = Merged into another request
outcome-withdrawn = Withdrawn
outcome-lapsed = Closed for lack of a reply
outcome-not_answered = Not answered

ground-personal_data = Personal data
ground-tax_secrecy = Tax secrecy
ground-statistical_secrecy = Statistical secrecy
ground-security = Security
ground-commercial_secrecy = Commercial secrecy
ground-under_investigation = Under investigation
ground-other_law = Another law

kind-new_dataset = Data that is not published
kind-update = Data brought up to date
kind-frequency = Data updated more often
kind-improvement = Better data
kind-locate = Where to find the data

origin-web = Website
origin-api = API
origin-email = E-mail
origin-work_table = Work table
origin-import = Import
origin-ley104 = Law 104
origin-staff = Entered by the team

hide-reason-spam = Spam
hide-reason-personal_data = It contains personal data
hide-reason-abuse = Abuse or harassment
hide-reason-illegal = Illegal content
hide-reason-mistake = Filed by mistake

verdict-yes = Yes
verdict-partly = Partly
verdict-none = No reply

role-person = Person
role-liaison = Data liaison
role-coordinator = Open data team
role-admin = Administration

# In what capacity somebody acted, after their name or instead of it.
voice-requester = requester
voice-supporter = supporter of the request
voice-liaison = data liaison
voice-coordinator = open data team
voice-admin = administration
voice-system = automatic notice

sector-citizen = Citizens
sector-civil_society = Civil society
sector-academia = Academia
sector-journalism = Journalism
sector-private_sector = Private sector
sector-public_sector = Public sector
sector-unknown = Not stated

action-file = File
action-assign = Assign
action-ask = Ask
action-reply = Reply
action-lapse = Close for lack of a reply
action-plan = Promise a date
action-start = Start preparing
action-inform = Report progress
action-answer = Answer
action-confirm = Confirm that it meets the need
action-dispute = Say that it does not meet the need
action-expire = Close without a verdict
action-reopen = Reopen
action-extend = Extend the deadline
action-merge = Merge into another request
action-unmerge = Undo the merge
action-split = Split into parts
action-withdraw = Withdraw
action-edit = Edit
action-hide = Hide
action-unhide = Show again
action-redact = Remove text

clock-stopped = Ended
clock-met = Answered on time
clock-missed = Answered late
clock-paused = Paused
clock-overdue = Overdue
clock-due_soon = Due soon
clock-on_time = On time

promise-none = No date promised
promise-ahead = The promised date is ahead
promise-due_soon = The promised date is near
promise-late = The promised date has passed
promise-kept = Promise kept
promise-dropped = Promise no longer in force

redact-target-title = the title
redact-target-body = the text of the request
redact-target-purpose = the purpose of the request
redact-target-event = a message
redact-target-comment = a comment
redact-target-file = a file

edit-field-title = title
edit-field-body = text
edit-field-purpose = purpose
edit-field-kind = kind of request
edit-field-theme = theme
edit-field-dataset = dataset
edit-field-wanted_frequency = wanted frequency
edit-field-format = format
edit-field-period = period
edit-field-coverage = coverage
edit-field-readiness = readiness
edit-field-legal_duty = legal duty to publish
edit-field-personal_data = personal data
edit-field-secrecy = secrets protected by law

legal-check-unchecked = Not checked
legal-check-clear = Nothing in the way
legal-check-partly = A part has to be removed or anonymised
legal-check-barred = Cannot be published
readiness-0 = Nobody has looked yet
readiness-1 = It is known who has the data
readiness-2 = It can be exported
readiness-3 = The fields are described
readiness-4 = The quality was checked
readiness-5 = Ready to publish
