## What was read of the open-data portal, for those who look after the installation.

catalogue-title = Catalogue
catalogue-lead = What was read of the open-data portal, and which of our areas and themes its organisations and groups are.
catalogue-read = The reading
catalogue-not-set-up = No catalogue was read yet. Until then nobody checks whether the dataset that an answer names exists.
catalogue-set-up = Whoever looks after the server sets the address of the portal in the configuration, and the worker reads it; or reads it at once by a command:
catalogue-source = It is read at
catalogue-never = It was never read to its end.
catalogue-read-at = Last read to its end: { $when }.
catalogue-job = The worker last read it
catalogue-active = { $count ->
    [one] { $count } dataset that anybody may see.
   *[other] { $count } datasets that anybody may see.
}
catalogue-private = { $count ->
    [one] { $count } private dataset: an answer cannot name it.
   *[other] { $count } private datasets: an answer cannot name them.
}
catalogue-deleted = { $count ->
    [one] { $count } dataset that is gone from the portal.
   *[other] { $count } datasets that are gone from the portal.
}
catalogue-every = The worker reads what is new every six hours.
catalogue-organisations = Organisations of the portal and our areas
catalogue-groups = Groups of the portal and our themes
catalogue-unreviewed = { $count ->
    [one] { $count } that nobody looked at yet; it comes first.
   *[other] { $count } that nobody looked at yet; they come first.
}
catalogue-all-reviewed = Somebody looked at all of them.
catalogue-at-portal = At the portal
catalogue-datasets = Datasets
catalogue-area = Our area
catalogue-theme = Our theme
catalogue-area-of = Which area { $title } is
catalogue-theme-of = Which theme { $title } is
catalogue-guess = A guess, by its name
catalogue-unknown = Nobody looked at it
catalogue-no-area = None of ours
catalogue-no-theme = None of ours
catalogue-closed = (closed)
catalogue-confirm = Yes, confirm it
catalogue-save = Save
catalogue-problems = { $count ->
    [one] { $count } dataset could not be understood
   *[other] { $count } datasets could not be understood
}
catalogue-problems-lead = Of each of them holds what was known before. Tell those who publish it.
catalogue-problems-more = These are the latest { $count }.
catalogue-nameless = without a name
catalogue-only-admin = Only an admin says which is which.
catalogue-done-area = Done: the organisation was looked at.
catalogue-done-theme = Done: the group was looked at.
