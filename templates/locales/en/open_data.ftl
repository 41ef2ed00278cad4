## The requests as data: tables to download, and news for feed readers.

open-data-csv = CSV
open-data-spreadsheet = CSV for spreadsheets
open-data-atom = News (Atom)
feed-requests = Data requests: { $site }
