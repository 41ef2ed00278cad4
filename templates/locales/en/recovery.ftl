## The recovery codes: for coming in without the app.

recovery-title = Recovery codes
recovery-lead = With them you come in if you lose your phone. Each is good once.
recovery-left = { $count ->
    [0] You have used all of them. Ask an admin to forget your app, and add another.
    [one] One is left.
   *[other] { $count } are left.
}
recovery-keep = Keep them where your phone is not: on paper, or in a password manager.
recovery-used = used already
recovery-print = Print them
recovery-late = They are shown only in the 10 minutes after you showed your second factor. To see them, sign out and in again.
recovery-go-on = Go on
recovery-way = I do not have my app: use a recovery code
recovery-not = Use the code of my app
recovery-ask = Type one of the codes you kept when you added your app.
recovery-code = Recovery code
recovery-code-help = For example, 4tk9m-2xq7b. It is good once.
recovery-me = See my recovery codes
audited-recovery-code-used = Signed in with a recovery code
audited-second-factor-stopped = Tried too many wrong codes of their app
