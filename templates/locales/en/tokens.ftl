## The keys with which programs use the API.

tokens-title = Keys for programs
tokens-lead = With a key a program uses the API on behalf of a person, without a second step. These work now.
tokens-none = There is none that works.
tokens-nameless = Without a name
tokens-reads = only reads
tokens-writes = reads and writes
tokens-since = since { $when }
tokens-until = until { $when }
tokens-revoke = Revoke
tokens-more = See earlier ones
tokens-new = Make a key
tokens-email = On whose behalf?
tokens-email-help = The e-mail of somebody who has signed in, or is among People. The key may do what they may.
tokens-name = What it is for
tokens-name-help = For example: management dashboard.
tokens-scope = What it may do
tokens-days = How many days it works
tokens-days-help = Up to 365. Empty: 365.
tokens-make = Make the key
tokens-made = This is the key
tokens-made-help = Copy it now: it is not shown again, and we keep only its hash.
tokens-done-revoked = Done: that key opens nothing any more.
audited-token-revoke = Revoked a key for programs
