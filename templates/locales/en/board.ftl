## The board: requests in columns, by status.
board-title = Board of requests
board-lead = The same requests as the list, in a column for each status.
board-columns = Requests by status
board-way = Show as a board
board-list-way = Show as a list
board-none = None.
board-all = See all
board-all-count = See all { $count }
