## One's own data: to take away, to erase.

me-data = What we keep about you
me-data-text = You can take away everything we keep about you, or leave and have it erased.
me-export = Download my data (JSON)
erase-title = Erase my account
erase-what-html = <p>At once we erase your name, your address, your sessions, what you follow, what you told when you supported a request, your drafts and the mail that waits to leave.</p><p>Your requests, your comments and the count of your supports stay without a name: they are part of a public record that others need. Nobody will be able to answer for you. If you wrote personal data into a text, ask first to have it taken out with “Report this request”.</p><p>This cannot be undone.</p>
erase-export-first = First, download my data (JSON)
erase-email = Your e-mail address
erase-email-help = Type { $address } to confirm.
erase-do = Erase my account for good
erase-not = Rather not
erase-done = Your account is erased
erase-done-text = We no longer keep your name or your address. What you asked and said stays without a name. Thank you for having taken part.
error-not-yours = This is not the address of your account.
error-last-admin = Somebody has to go on running the installation.
error-not-while-staff = Your account answers for the government. Whoever runs the site closes it, and your requests go to your area.
