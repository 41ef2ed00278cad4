## How the areas stand, for those who coordinate.

overview-title = How the areas stand
overview-lead = What each area has to do. First, those with the most that is late. Each number leads to those requests.
overview-received = { $count ->
    [0] No request waits to be assigned to an area.
    [one] One request waits to be assigned to an area
   *[other] { $count } requests wait to be assigned to an area
}
overview-nothing = It has nothing open.
overview-liaisons = { $count ->
    [one] one person answers for it
   *[other] { $count } people answer for it
}
overview-nobody = nobody answers for it
overview-none = There are no areas yet.
