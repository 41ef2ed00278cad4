## What people did with the data.

reuses-title = What was done with the data
reuses-lead = Articles, maps, research and applications that came of published data.
reuses-none = Nobody has told yet
reuses-none-text = If you used data that was published here, tell: it helps more to be published.
reuse-tell = Tell what you did with the data
reuse-lead = Somebody of the team has a look, then it is public. No account is needed.
reuse-title = What is it called?
reuse-title-help = The title of the article, the map, the application or the paper.
reuse-url = Where is it?
reuse-url-help = The whole address, with https://
reuse-text = What is it about?
reuse-used = Which datasets did you use?
reuse-used-help = One a line: the name or the address.
reuse-request = Did it come of a request?
reuse-request-help = Its number, like PD-2026-000123.
reuse-send = Send
reuse-done = Thank you for telling
reuse-done-text = Somebody of the team will have a look. Once it is public you will see it in the list.
reuse-datasets = Uses:
reuse-of-request = What was done with this data
moderation-reuses = Reuses told
moderation-show = Publish the reuse
moderation-refuse = Do not publish it
moderation-done-shown = The reuse is public.
moderation-done-refused = The reuse is not published.
