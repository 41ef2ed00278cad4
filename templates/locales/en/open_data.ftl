## The requests as data: tables to download, and news for feed readers.

open-data-csv = CSV
open-data-spreadsheet = CSV for spreadsheets
open-data-atom = News (Atom)
feed-requests = Data requests: { $site }
open-data-ley104 = CSV with the columns of Law 104
open-data-area-atom = What moves in this area (Atom)
open-data-request-atom = What moves (Atom)

## The catalogue of our tables, for the portals that harvest it.

data-json-text = Which data is asked of the government, who answers, when, and whether what was published helps those who asked.
data-json-requests = Data requests
data-json-requests-text = A request a row: what was asked, of which area, where it stands, how it ended and how many people need it. No names, no addresses.
data-json-requests-keywords = data requests, open data, participation
data-json-events = What happened to each data request
data-json-events-text = An event a row, from the filing to the verdict of whoever asked. All figures of this site can be counted again from this table.
data-json-events-keywords = data requests, tracking, deadlines
data-json-reuses = What was done with the data
data-json-reuses-text = A work a row: an article, a map, an application that used published data, who made it and which request it came of.
data-json-reuses-keywords = reuse, open data
data-json-ley104 = Data requests with the columns of requests for information
data-json-ley104-text = The same requests with the 21 columns of the dataset of requests for public information (Law 104 of Buenos Aires). It does not say who asked: a number for each person would link nameless requests.
data-json-ley104-keywords = data requests, access to information, law 104

## For other sites.

embed-card = Card for other sites
open-graph-locale = en_US

## The words of the City's dataset, the same in every language.

ley104-done-in-time = Finalizado en término
ley104-done-late = Finalizado fuera de término
ley104-open-in-time = Pendiente en término
ley104-open-late = Pendiente fuera de término
