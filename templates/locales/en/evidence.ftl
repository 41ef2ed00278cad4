# What is wrong with the dataset of an answer, and what was found when it was looked at.
fault-gone = The portal has no dataset of that name
fault-private = Not everybody can see it
fault-empty = It has no file
fault-silent = None of its files can be downloaded
fault-other_format = No file has the format that was asked for
fault-not_newer = Its data is older than the request to update it
evidence-badge-ok = Checked
evidence-ok = It is published and can be downloaded.
evidence-badge-broken = With a problem
evidence-broken = When we checked it we found a problem. { $fault }.
event-evidence-ok = The data of the answer was checked: the dataset “{ $dataset }” is published and can be downloaded
event-evidence-broken = The data of the answer was checked: there is a problem with “{ $dataset }”. { $fault }
event-dataset-updated = The dataset “{ $dataset }” was updated on { $day } ({ $signal })
event-dataset-stale = The dataset “{ $dataset }” is out of date again: it last changed on { $day } ({ $signal })
checked-title = What the catalogue says of “{ $dataset }”
checked-fine = It is published, and we see nothing wrong with it.
checked-wrong = If you answer like this, the page of the request will say that there is a problem. { $fault }.
checked-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
checked-changed = Changed on { $day } ({ $signal })
checked-again = Look at what the catalogue says of this dataset before you answer. If it is right all the same, answer again.
desk-view-evidence = Data to look at
desk-group-evidence = Answers whose dataset is not as promised: mend it at the portal, or correct the answer.
desk-why-evidence = The dataset of the answer is not as promised.
