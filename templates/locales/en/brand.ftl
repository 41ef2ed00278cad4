## What each installation says of itself.
footer-about-site = About { $name }
footer-contact = Contact:
about-lead-of = { $government } receives requests for data here and answers them in public.
