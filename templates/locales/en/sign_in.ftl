## Other ways to sign in: the password of those who answer for the government.

sign-in-with-password = With a password
sign-in-with-password-who = Only for those who answer for the government.
password-sign-in-title = Sign in with a password
password-sign-in-lead = For those who answer for the government. We ask for the code of your app afterwards.
password-label = Password
password-wrong = That address and that password do not go together. If you do not remember it, sign in with a link by mail.
password-forgotten = You have no password, or do not remember it?
password-by-mail = Sign in with a link by mail
password-title = My password
password-lead = You can sign in with a password instead of the link by mail. The code of your app is asked for all the same.
password-since = You have had a password since
password-new = New password
password-new-help = Between { $shortest } and { $longest } characters, whichever you like. Several unrelated words are easier to remember and harder to guess.
password-again = The same, once more
password-save = Save the password
password-others-end = Your other sessions end. This one stays open.
password-remove = Remove the password
password-set-done = Your password is saved.
password-removed-done = You have no password any more. You sign in with a link by mail.
password-late = It is changed only in the 10 minutes after you showed your second factor. To change it, sign out and in again.
password-not-twice = The two are not the same. Type them again.
error-guessable = It is one of those that are guessed at once. Choose another.
audited-password-set = Chose a password
audited-password-removed = Removed their password
audited-identity-linked = Linked an account to sign in with
audited-identity-unlinked = Unlinked an account to sign in with
