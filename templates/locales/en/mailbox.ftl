## The demo: its note and its mails, which do not leave the machine.
demo-label = About this demo
demo-note = Demo: nothing here is real.
demo-doors-title = Who do you want to be?
demo-doors-text = In the demo you can get in without a mail, as often as you like, as one of these people.
mailbox-title = Sent mail
mailbox-lead = The mails that would have left. Here they reach nobody: they stay in a folder on this machine.
mailbox-to = Mail for
mailbox-everybody = Everybody
mailbox-show = Show
mailbox-for = For
mailbox-count = { $count ->
    [one] { $count } mail
   *[other] { $count } mails
}
mailbox-count-to = { $count ->
    [one] { $count } mail for { $name }
   *[other] { $count } mails for { $name }
}
mailbox-older = { $count ->
    [one] There is { $count } older mail. To find it, choose whom it is for.
   *[other] There are { $count } older mails. To find them, choose whom they are for.
}
mailbox-none = No mail has been sent yet
mailbox-none-text = When somebody does something on a request, the mails that follow from it show up here.
mailbox-one = One mail
mailbox-html = As it looks
mailbox-frame = The mail as it looks
mailbox-alone = Open the mail by itself
mailbox-text = As text
mailbox-headers = Headers
