# From the request to the dataset: the description of what will be published, on the desk.

audited-dataset-draft-pushed = Left the description of what will be published at the portal

dataset-draft-title = Entry for the portal
dataset-draft-text = What this request will be at the portal, with what was said so far. What nobody said is not in it.
dataset-draft-text-improves = The improved entry of a dataset that is at the portal already, with what is known of it:
dataset-draft-missing-count = { $count ->
    [one] { $count } thing missing
   *[other] { $count } things missing
}
dataset-draft-missing = Missing
dataset-draft-missing-none = nothing that the profile asks for
dataset-draft-missing-publisher = who publishes it
dataset-draft-missing-organisation = the area’s organisation at the portal
dataset-draft-missing-theme = the theme
dataset-draft-missing-frequency = how often it changes
dataset-draft-missing-issued = the date of publication
dataset-draft-missing-format = the format
dataset-draft-missing-files = the files
dataset-draft-missing-contact = whom to ask about it
dataset-draft-check = Look at
dataset-draft-check-description = the description: these are the words of whoever asked for the data
dataset-draft-check-long-title = the title: it has more than 100 letters
dataset-draft-check-theme = the theme: it comes from the theme of the request
dataset-draft-check-frequency = the frequency: it is the one that was asked for
dataset-draft-check-period = the period: it is the one that was asked for, and stands apart
dataset-draft-check-license = the licence: it is the usual one
dataset-draft-check-contact = the contact: it is the site’s
dataset-draft-check-organisation = the organisation: the area has more than one at the portal
dataset-draft-take-profile = Download for data.json (national metadata profile)
dataset-draft-take-ckan = Download for CKAN
dataset-draft-name = Name in the address
dataset-draft-name-help = The end of the address of its page at the portal: 2 to 100 small letters without accents, digits, - and _.
dataset-draft-name-bad = Use 2 to 100 small letters without accents, digits, - and _.
dataset-draft-push = Create as a private draft at the portal
dataset-draft-push-again = Update the draft at the portal
dataset-draft-push-again-help = Replaces title, description and the rest of this entry. Files, and what was added at the portal, stay.
dataset-draft-left = It is at the portal as a private draft. { $by } sent it on { $when }:
desk-done-dataset-draft = Done: the draft is at the portal, and nobody outside sees it.

dataset-draft-not-set-up = No portal is set up where drafts can be created. You can download the entry.
dataset-draft-not-now = The request is not in preparation any more: nothing was sent to the portal.
dataset-draft-busy = Somebody is sending it to the portal right now. Wait a minute and look again.
dataset-draft-no-organisation = The portal needs to know whose it is, and nobody said which organisation this area is there. An admin says so, under Catalogue.
dataset-draft-not-allowed = The portal does not take our key, or does not let it write for the area’s organisation. Tell whoever runs the site; the entry can be downloaded.
dataset-draft-name-taken = The portal has another dataset of that name. Choose another name and send it again.
dataset-draft-invalid = The portal did not take the entry. It says:
dataset-draft-published = What was created for this request is public by now: it is changed at the portal. Nothing was touched.
dataset-draft-deleted = The draft of this request was deleted at the portal. Nothing was touched; whoever runs the portal can bring it back.
dataset-draft-visible = Careful: the portal created it where everybody sees it. Go there and make it private:
dataset-draft-firewall = Another page answered in the portal’s place (a security barrier, or a notice of maintenance). We do not know of anything created: you can try again, and there will not be two.
dataset-draft-late = The portal did not answer in time. You can try again: if it was created after all, it is updated and not doubled.
dataset-draft-unreachable = The portal could not be reached. Try again in a while; nothing is lost.
dataset-draft-failed = The portal failed, or said something nobody understands. Try again in a while; if it goes on, tell whoever runs the site.
