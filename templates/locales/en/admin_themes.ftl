## The themes, for those who run it.

admin-themes-title = Themes
admin-themes-lead = Requests are sorted by them. Those that come first add points, and stand first on the home page.
admin-themes-first = comes first
admin-themes-new = Add a theme
admin-themes-name = Name of the theme, in Spanish
admin-themes-key = Its key
admin-themes-key-help = Lower-case letters, digits and underscores, such as social_development. It is part of its address and of the open data, and is not changed later.
admin-themes-position = Place in the list
admin-themes-priority = It comes first
admin-themes-add = Add the theme
admin-themes-done-add = Done: the theme can be chosen now.
admin-themes-done-save = Done: the changes can be seen.
audited-theme-changed = Changed a theme
error-not-a-key = Use only lower-case letters without accents, digits and underscores: from 3 to 40.
