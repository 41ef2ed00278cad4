#!/usr/bin/env python3
"""Counts every figure of /api/v1/stats again, from /events.csv, and from /reuses.csv what people did with the data.

Written from docs/STATS.md, not from the program: it is how anybody can check what the program says.
Standard library only.

    curl -s https://pedidos.example.gob.ar/events.csv | python3 figures.py --reuses reuses.csv [--area SLUG] [--theme KEY] [--year YYYY]
"""

import argparse
import collections
import csv
import datetime
import json
import sys
import zoneinfo

DATA = {"published", "already_exists", "partial"}
REFUSALS = {"not_suitable", "not_held", "out_of_scope"}
ANSWERS = DATA | REFUSALS | {"available_elsewhere"}
OUTCOMES = ["published", "already_exists", "partial", "available_elsewhere", "not_suitable", "not_held", "out_of_scope",
            "duplicate", "withdrawn", "lapsed", "not_answered"]
GROUNDS = ["personal_data", "tax_secrecy", "statistical_secrecy", "security", "commercial_secrecy", "under_investigation",
           "other_law"]
SECTORS = ["citizen", "civil_society", "academia", "journalism", "private_sector", "public_sector"]
BANDS = [(0, 7), (8, 15), (16, 30), (31, 60), (61, 90), (91, 180), (181, None)]
FEWEST = 5

# A thing that is counted: what, which kind of it, on which day, put down to which area, and a number that goes with it.
Fact = collections.namedtuple("Fact", "what kind on area number", defaults=(0,))


def facts_of(rows, zone):
    """The facts of one request, from its events in their order."""
    facts, taken_back = [], []
    day_of = lambda row: datetime.datetime.fromisoformat(row["at"].replace("Z", "+00:00")).astimezone(zone).date()
    date_of = lambda text: datetime.date.fromisoformat(text) if text else None
    received = day_of(rows[0])
    due = date_of(rows[0]["due_on"])
    clock_runs, asked, promise = due is not None, None, None
    area_before, outcome, ground, ended_on = rows[0]["area"], None, "", None
    determined = answered = published = False

    for row in rows[1:]:
        action, on, area = row["action"], day_of(row), row["area"]
        due = date_of(row["due_on"]) or due
        correction = action == "answer" and row["from"] == "answered"
        ends_import = action == "imported" and row["outcome"]

        if action == "merge":
            taken_back = [clock_runs, asked, promise, len(facts)]
        elif action == "unmerge":
            clock_runs, asked, promise, length = taken_back
            del facts[length:]
            outcome = None

        # What the requester said is said of the answer there was.
        if action in ("confirm", "expire", "dispute") and not (action == "confirm" and row["actor_role"] == "liaison"):
            what = "understood" if outcome in REFUSALS else "satisfaction"
            kind = "disputed" if action == "dispute" else row["verdict"]
            facts.append(Fact(what, kind, on, area))
            if row["rating"] and what == "satisfaction":
                facts.append(Fact("rating", "", on, area, int(row["rating"])))

        # The clock of the round.
        paused = asked is not None and due is not None and asked < due
        if clock_runs and (action == "plan" or action == "answer" and not correction):
            facts.append(Fact("clock", "met" if on <= due else "missed", on, area))
            clock_runs = False
        elif clock_runs and action in ("withdraw", "lapse", "merge"):
            in_time = on <= due or action == "merge" and paused
            facts.append(Fact("clock", "stopped" if in_time else "missed", on, area))
            clock_runs = False
        elif action in ("dispute", "reopen"):
            clock_runs, promise, outcome = True, None, None

        # The promise: what ends it is the account of whoever made it.
        if promise:
            if action == "answer" and not correction:
                kind = ("kept" if on <= promise else "late") if row["outcome"] in DATA else "dropped"
                facts.append(Fact("promise", kind, on, area_before))
                promise = None
            elif action in ("withdraw", "lapse", "merge") or action == "assign" and area != area_before and area_before:
                facts.append(Fact("promise", "dropped", on, area_before))
                promise = None
        if action == "plan":
            promise = date_of(row["promised_on"])

        # The open question.
        if action == "ask":
            asked = on
        elif action in ("reply", "start", "plan", "answer", "lapse", "withdraw", "merge", "dispute", "reopen"):
            asked = None

        # What happens once.
        days = (on - received).days
        gives = row["outcome"] if action == "answer" or ends_import else ""
        if not determined and (action == "plan" or gives in ANSWERS):
            determined = True
            facts.append(Fact("days_to_determination", "", on, area, days))
        if not answered and gives in ANSWERS:
            answered = True
            facts += [Fact("answered", "", on, area), Fact("days_to_answer", "", on, area, days)]
        if not published and gives in DATA:
            published = True
            facts += [Fact("published", "", on, area), Fact("days_to_publication", "", on, area, days)]

        # How it ends.
        ends = {"lapse": "lapsed", "withdraw": "withdrawn", "merge": "duplicate"}.get(action) or gives
        if ends:
            outcome, ground, ended_on = ends, row["ground"], on
        area_before = area

    last = rows[-1]
    facts.append(Fact("filed", "", received, last["area"]))
    if last["to"] not in ("answered", "closed"):
        facts.append(Fact("open", "", received, last["area"]))
    if outcome:
        facts.append(Fact("outcome", outcome, ended_on, last["area"]))
        if outcome == "not_suitable" and ground:
            facts.append(Fact("ground", ground, ended_on, last["area"]))
    return facts


def spread(days):
    days = sorted(days)
    count = len(days)
    nth = lambda n: days[n - 1]
    return {
        "count": count,
        "median": (nth((count + 1) // 2) + nth(count // 2 + 1)) / 2 if count else None,
        "p90": nth(-(-9 * count // 10)) if count else None,
        "histogram": [{"from": first, "to": last, "count": sum(first <= day and (last is None or day <= last) for day in days)}
                      for first, last in BANDS],
    }


def judged(facts, what):
    said = collections.Counter(fact.kind for fact in facts if fact.what == what)
    answers = sum(said.values())
    enough = answers >= FEWEST
    return {"answers": answers if enough else None,
            **{kind: said[kind] if enough else None for kind in ("yes", "partly", "none", "disputed")}}


def figures(facts):
    count = collections.Counter((fact.what, fact.kind) for fact in facts)
    numbers = lambda what: [fact.number for fact in facts if fact.what == what]
    stars = numbers("rating")
    enough = len(stars) >= FEWEST
    return {
        **{what: count[what, ""] for what in ("filed", "open", "answered", "published")},
        **{what: spread(numbers(what)) for what in ("days_to_determination", "days_to_answer", "days_to_publication")},
        "outcomes": [{"outcome": outcome, "count": count["outcome", outcome]} for outcome in OUTCOMES],
        "grounds": [{"ground": ground, "count": count["ground", ground]} for ground in GROUNDS],
        "promises": {kind: count["promise", kind] for kind in ("kept", "late", "dropped")},
        "clock": {kind: count["clock", kind] for kind in ("met", "missed", "stopped")},
        "satisfaction": judged(facts, "satisfaction"),
        "understood": judged(facts, "understood"),
        "rating": {"count": len(stars) if enough else None, "mean": sum(stars) / len(stars) if enough else None},
    }


def months(facts):
    flows = ("filed", "answered", "published")
    count = collections.Counter((fact.what, fact.on.year * 12 + fact.on.month - 1) for fact in facts if fact.what in flows)
    if not count:
        return []
    first, last = min(month for _, month in count), max(month for _, month in count)
    return [{"month": f"{month // 12:04}-{month % 12 + 1:02}", **{what: count[what, month] for what in flows}}
            for month in range(first, last + 1)]


def reuses(rows, zone, wanted):
    """What people did with the data; a sector with few is in "other"."""
    year_of = lambda row: datetime.datetime.fromisoformat(row["at"].replace("Z", "+00:00")).astimezone(zone).year
    rows = [row for row in rows
            if (not wanted.area or row["area"] == wanted.area) and (not wanted.theme or row["theme"] == wanted.theme)
            and (not wanted.year or year_of(row) == wanted.year)]
    by = lambda column: sorted(collections.Counter(row[column] for row in rows if row[column]).items())
    sectors = collections.Counter(row["sector"] for row in rows)
    shown = [(sector, sectors[sector]) for sector in SECTORS if sectors[sector] >= FEWEST]
    other = len(rows) - sum(count for _, count in shown)
    return {
        "count": len(rows),
        "areas": [{"area": area, "count": count} for area, count in by("area")],
        "themes": [{"theme": theme, "count": count} for theme, count in by("theme")],
        "sectors": [{"sector": sector, "count": count} for sector, count in shown + [("other", other)] * (other > 0)],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--reuses", type=argparse.FileType("r", encoding="utf-8"), help="/reuses.csv")
    parser.add_argument("--area")
    parser.add_argument("--theme")
    parser.add_argument("--year", type=int)
    parser.add_argument("--time-zone", default="America/Argentina/Buenos_Aires")
    wanted = parser.parse_args()
    zone = zoneinfo.ZoneInfo(wanted.time_zone)

    requests = collections.defaultdict(list)
    for row in csv.DictReader(sys.stdin):
        requests[row["reference"]].append(row)
    everything = [(rows[-1]["theme"], fact) for rows in requests.values() for fact in facts_of(rows, zone)]
    chosen = [(theme, fact) for theme, fact in everything
              if (not wanted.area or fact.area == wanted.area)
              and (not wanted.theme or theme == wanted.theme)
              and (not wanted.year or fact.on.year == wanted.year)]

    facts = [fact for _, fact in chosen]
    areas, themes = collections.defaultdict(list), collections.defaultdict(list)
    for theme, fact in chosen:
        themes[theme].append(fact)
        if fact.area:
            areas[fact.area].append(fact)
    json.dump({
        "area": wanted.area, "theme": wanted.theme, "year": wanted.year,
        "years": sorted({fact.on.year for _, fact in everything}),
        "time_zone": wanted.time_zone,
        "months": months(facts),
        "figures": figures(facts),
        **({"reuses": reuses(csv.DictReader(wanted.reuses), zone, wanted)} if wanted.reuses else {}),
        "areas": [{"area": area, "figures": figures(areas[area])} for area in sorted(areas)],
        "themes": [{"theme": theme, "figures": figures(themes[theme])} for theme in sorted(themes)],
    }, sys.stdout)


if __name__ == "__main__":
    main()
