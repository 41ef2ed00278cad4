## Searches that somebody keeps, and what reaches them of these by mail.

looks-for-words = “{ $words }”
looks-for-all = All requests

search-keep = Save this search
search-keep-title = Save this search
search-keep-lead = We write to you when a request that fits it appears.
search-keep-when = { $cadence ->
    [weekly] News of it comes in your digest on Mondays.
    [none] You chose to get no news: the search is kept, but nothing will reach you until you change that.
   *[daily] News of it comes in one digest a day.
}
search-keep-send = Save the search
search-keep-full = You have saved { $count } searches, which is the most there can be. To save this one, remove one of those below.
search-words-too-long = The words of this search are too long to keep it. Shorten them and try again.
searches-title = Your saved searches
searches-kept = We have saved the search.
searches-none = You have not saved a search yet.
searches-none-way = In the list of requests, search or filter and choose “Save this search”.
searches-remove = Remove

mail-searches-title = { $count ->
    [one] A request appeared in your searches
   *[other] { $count } requests appeared in your searches
}
mail-searches-subject = { $count ->
    [one] In your searches: “{ $title }”
   *[other] In your searches: { $count } requests
}
mail-searches-lead = { $count ->
    [one] Since the last digest a request appeared in a search you saved.
   *[other] Since the last digest { $count } requests appeared in searches you saved.
}
mail-searches-heading = In your search: { $search }
mail-searches-list = See this list
mail-searches-more = { $count ->
    [one] And one more in the list.
   *[other] And { $count } more in the list.
}
mail-searches-next = There is nothing you have to do. On your page you can remove a saved search whenever you like.
mail-searches-why = We write to you because you saved these searches.
mail-button-list = See the list
