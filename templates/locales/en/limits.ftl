## How much everybody may do before they have to wait, for whoever runs the installation.

limits-title = Limits
limits-lead = How much one person, key or place may do before it has to wait. They slow down whoever abuses the site and bother nobody else; changes hold within a second. None can be lifted, and those that guard the ways in can hardly be loosened.
limits-off = The server's configuration has the limits off (limits = "off"), which is for trying things on one machine: nothing of this is counted now.
limits-bounds = As it comes: { $usual }. Between { $least } and { $most }.
limits-save = Save the limits
limits-others = Those that are not changed here
limits-files = Files of one person in a day: { $size }. The server's configuration sets it (files_a_day).
limits-second-factor = Codes of the second step in a minute: { $count }. It is not changed.
limits-done-saved = Done: the limits hold.
limits-done-same = They were like that already: nothing changed.
limit-writes_a_minute = Writes of a key for programs, a minute
limit-forms_a_minute = Forms of a person, a minute
limit-nameless_a_minute = Forms without an account from one address, a minute
limit-forms_an_hour = Forms without an account from one place, an hour
limit-replies_an_hour = Replies by mail of one person to one request, an hour
limit-codes_an_hour = Codes to one e-mail address, an hour
limit-codes_a_day = Codes to an address that nobody confirmed, a day
limit-passwords_an_hour = Passwords tried for one address, an hour
limit-passwords_a_place = Passwords tried from one place, an hour
limit-wrong_codes_a_day = Wrong codes of the second step of one person, a day
audited-limits-changed = Changed the limits
