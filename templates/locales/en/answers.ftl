## Where to get it: the base of answers.

answers-title = Where to get it
answers-lead = What other people looked for, and where it is. If what you need is here, there is no need to ask.
answers-form-label = Search where to get data
answers-what = What data are you looking for?
answers-theme = Theme
answers-theme-all = All
answers-none = Nobody has asked that yet
answers-none-text = Ask for it: if it is somewhere already, we will tell you where, and it will be here for whoever comes next.
open-data-csv-all = All requests (CSV)
open-data-events-all = Everything that happened (CSV)
open-data-catalogue = Catalogue (data.json)
