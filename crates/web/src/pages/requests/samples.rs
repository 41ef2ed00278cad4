//! Made-up requests for the samples of pages: every kind of chip, date, clock, promise, answer, event and verdict.

use domain::{
    deadline::{ClockState, PromiseState},
    event::{ActorRole, EventKind},
    status::{Ground, HideReason, Kind, Outcome, Status, Verdict},
};

use super::{
    board::{Board, BoardColumn},
    card::{Card, Due},
    chip::Chip,
    list::{Applied, Choice, Facet, Kept, Requests},
    shelf::FileShown,
    show::{
        Answer, Clock, CommentShown, DayOff, EventShown, Evidence, FieldChange, Named, OneRequest, Own, Part,
        Pause, Promise, SectorCount, Stage, Stages, VerdictSaid, Ways,
    },
};
use crate::pages::{
    areas::show::{OneArea, StatusCount},
    home::{Home, ThemeCard},
    places::Place,
    reuses::ReuseShown,
    stats::samples::score,
    themes::OneTheme,
};

const DAY: &str = "2026-12-16";
const AT: &str = "2026-11-20T12:00:00Z";
const TEXT: &str =
    "Necesito el gasto por *comuna* y por mes.\n\n<script>alert(1)</script> https://example.org/a?b=1&c=2";

#[expect(clippy::unnecessary_wraps, reason = "most fields of a sample are optional")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn place() -> Place {
    Place::new("ministerio-de-salud", "Ministerio de Salud")
}

fn card(chip: Chip, stage: Option<u8>, due: &'static str) -> Card {
    let dated = !matches!(due, "paused" | "none");
    Card {
        reference: "PD-2026-000123".into(),
        title: "Compras de medicamentos <b>por hospital</b> & \"mes\"".into(),
        language: "es-AR".into(),
        body: TEXT.into(),
        chip,
        stage,
        area: Some(place()),
        theme: Place::new("health", "Salud"),
        created_at: AT.into(),
        moved_at: AT.into(),
        comments: 2,
        supporters: 1_234,
        due: Due {
            kind: due,
            on: dated.then(|| DAY.to_owned()),
        },
        requester: some("Mariana Ibáñez"),
        sector: "journalism",
    }
}

fn bare(card: Card) -> Card {
    Card {
        area: None,
        requester: None,
        sector: "unknown",
        comments: 0,
        supporters: 0,
        language: "en".into(),
        ..card
    }
}

/// A card for each chip there is, and each date.
/// Samples of a card.
pub fn cards() -> Vec<Card> {
    let late = |family, key| Chip {
        tone: "danger",
        family,
        key,
    };
    let mut cards: Vec<Card> = Status::ALL
        .iter()
        .map(|status| card(Chip::of_status(*status), Some(1), "due"))
        .collect();
    cards.extend(
        Outcome::ALL
            .iter()
            .map(|outcome| card(Chip::of_outcome(*outcome), None, "closed")),
    );
    cards.push(card(
        late("clock", ClockState::Overdue.as_str()),
        Some(2),
        "overdue",
    ));
    cards.push(card(
        late("promise", PromiseState::Late.as_str()),
        Some(3),
        "late",
    ));
    for (stage, due) in [(1, "paused"), (2, "promised"), (4, "answered"), (5, "none")] {
        cards.push(card(Chip::of_status(Status::Planned), Some(stage), due));
    }
    cards.push(bare(card(Chip::of_status(Status::Received), Some(1), "due")));
    cards
}

fn kept() -> Vec<Kept> {
    vec![Kept {
        name: "dataset",
        value: "compras \"><b>".into(),
    }]
}

/// Samples of the list.
pub fn lists() -> Vec<Requests> {
    let choice = |value: &str, checked| Choice {
        value: value.to_owned(),
        label: value.to_owned(),
        count: 1_234,
        checked,
    };
    let facet = |name| Facet {
        name,
        open: name != "kind",
        choices: vec![choice("one", true), choice("two", false)],
    };
    let tag = |label: &str, without: &str| Applied {
        label: label.to_owned(),
        without: without.to_owned(),
    };
    let list = |cards: Vec<Card>| Requests {
        q: String::new(),
        kept: Vec::new(),
        sort: "newest",
        sorts: vec!["newest", "wanted", "moved", "due"],
        facets: Vec::new(),
        applied: Vec::new(),
        total: i64::try_from(cards.len()).unwrap_or(0),
        capped: false,
        cards,
        next: None,
        first: None,
        api: String::new(),
        keep: None,
        feed: String::new(),
    };
    let full = Requests {
        q: "\"><script>".into(),
        kept: kept(),
        sort: "due",
        facets: ["status", "outcome", "theme", "area", "kind"].map(facet).into(),
        applied: vec![tag("\"><script>", "status=received"), tag("compras", "")],
        capped: true,
        next: some("status=received&cursor=abc"),
        first: some("status=received"),
        api: "status=received".into(),
        keep: Some("status=received&keep=1".into()),
        feed: "status=received".into(),
        ..list(cards())
    };
    let second = Requests {
        first: some(""),
        ..list(cards())
    };
    let none = Requests {
        q: "nada".into(),
        applied: vec![tag("nada", "")],
        ..list(Vec::new())
    };
    vec![full, second, none, list(Vec::new())]
}

/// Samples of the home page.
pub fn homes() -> Vec<Home> {
    let theme = ThemeCard {
        key: "budget".into(),
        name: "Presupuesto".into(),
        open: 38,
        published: 1,
        share: 2,
    };
    let home = |cards: Vec<Card>, ticket: Option<Card>| Home {
        score: score(ticket.is_some()),
        ticket,
        themes: vec![theme.clone(), theme.clone()],
        published: cards.clone(),
        wanted: cards,
    };
    let mut homes = vec![home(Vec::new(), None)];
    for card in cards() {
        homes.push(home(vec![card.clone()], Some(card)));
    }
    homes
}

/// Samples of the board: with and without words, cards, and a count of all.
pub fn boards() -> Vec<Board> {
    let choice = Choice {
        value: "one".into(),
        label: "one".into(),
        count: 1_234,
        checked: true,
    };
    let facet = |name| Facet {
        name,
        open: true,
        choices: vec![choice.clone()],
    };
    let column = |status: &Status, cards: Vec<Card>, count: Option<i64>| BoardColumn {
        status: status.as_str(),
        count,
        all: cards.first().map(|_| format!("q=sueldos&status={status}")),
        cards,
    };
    let empty = || Board {
        q: String::new(),
        kept: Vec::new(),
        sort: None,
        facets: Vec::new(),
        applied: Vec::new(),
        total: 0,
        capped: false,
        columns: Vec::new(),
        list: String::new(),
    };
    let applied = || {
        let tag = |without: &str| Applied {
            label: "sueldos".into(),
            without: without.to_owned(),
        };
        vec![tag(""), tag("theme=budget")]
    };
    let full = |count: Option<i64>| Board {
        total: 12,
        capped: count.is_none(),
        columns: Status::ALL
            .iter()
            .zip(cards().into_iter().map(Some).chain(std::iter::repeat(None)))
            .map(|(status, card)| {
                let card = card.filter(|_| *status != Status::NeedsInfo);
                column(status, card.into_iter().collect(), count)
            })
            .collect(),
        ..empty()
    };
    vec![
        empty(),
        Board {
            q: "sueldos & <b>".into(),
            applied: applied(),
            ..empty()
        },
        Board {
            applied: applied(),
            list: "theme=budget".into(),
            ..empty()
        },
        full(Some(12)),
        Board {
            q: "sueldos".into(),
            kept: kept(),
            sort: Some("due"),
            facets: ["status", "outcome", "theme", "area", "kind"].map(facet).into(),
            applied: applied(),
            list: "q=sueldos".into(),
            ..full(None)
        },
    ]
}

/// Samples of a theme's page.
pub fn themes() -> Vec<OneTheme> {
    let theme = |cards: Vec<Card>, priority| OneTheme {
        theme: ThemeCard {
            key: "health".into(),
            name: "Salud".into(),
            open: 1,
            published: 2,
            share: 66,
        },
        priority,
        score: score(priority),
        more: priority,
        cards,
    };
    vec![
        theme(cards(), true),
        theme(cards(), false),
        theme(Vec::new(), false),
    ]
}

/// Samples of an area's page.
pub fn areas() -> Vec<OneArea> {
    let area = |cards: Vec<Card>, parent, closed_on: Option<&str>| OneArea {
        place: place(),
        parent,
        closed_on: closed_on.map(str::to_owned),
        statuses: Status::ALL
            .iter()
            .map(|status| StatusCount {
                status: status.as_str(),
                count: 3,
            })
            .collect(),
        open: 3,
        done: 4,
        score: score(closed_on.is_none()),
        more: closed_on.is_none(),
        reuses: if closed_on.is_none() {
            ReuseShown::samples()
        } else {
            Vec::new()
        },
        cards,
    };
    vec![
        area(cards(), Some(place()), None),
        area(cards(), None, Some(DAY)),
        area(Vec::new(), None, None),
    ]
}

fn event(kind: EventKind) -> EventShown {
    EventShown {
        action: kind.as_str(),
        voice: "system",
        role: ActorRole::System.as_str(),
        at: AT.into(),
        ..EventShown::default()
    }
}

/// What happened while somebody was writing.
pub fn moved() -> EventShown {
    EventShown {
        message: some(TEXT),
        ..event(EventKind::Inform)
    }
}

/// An answer, with data or without.
pub fn answer(outcome: Outcome) -> Option<Answer> {
    answered(outcome).answer
}

/// A comment by somebody, with a name and without one.
pub fn comments() -> Vec<CommentShown> {
    full().comments
}

/// A card of a request.
pub fn own_card() -> Card {
    card(Chip::of_status(Status::Planned), Some(2), "promised")
}

/// Every event with everything it can have, and with as little as it must have.
pub fn events() -> Vec<EventShown> {
    let voices = [
        ("person", ActorRole::Requester),
        ("person", ActorRole::Supporter),
        ("official", ActorRole::Liaison),
        ("team", ActorRole::Coordinator),
        ("team", ActorRole::Admin),
        ("system", ActorRole::System),
    ];
    let mut events = Vec::new();
    for (index, kind) in EventKind::ALL.iter().enumerate() {
        let (voice, role) = voices[index % voices.len()];
        let full = EventShown {
            voice,
            role: role.as_str(),
            name: some("Julián Ferro"),
            message: some(TEXT),
            area: Some(place()),
            area_from: Some(place()),
            on: some(DAY),
            before: some("2026-12-01"),
            outcome: Some(Outcome::Published.as_str()),
            verdict: Some(Verdict::Yes.as_str()),
            other: some("PD-2026-000007"),
            reason: Some(HideReason::Spam.as_str()),
            correction: true,
            on_behalf: true,
            areas: vec![place(), place()],
            changes: vec![
                FieldChange {
                    field: "kind".into(),
                    before: some(Kind::Update.as_str()),
                    after: some(Kind::Locate.as_str()),
                },
                FieldChange {
                    field: "purpose".into(),
                    before: None,
                    after: some("<i>"),
                },
                FieldChange {
                    field: "title".into(),
                    before: some("antes"),
                    after: None,
                },
            ],
            target: some("body"),
            ..event(*kind)
        };
        // These always have their fact.
        let least = EventShown {
            voice,
            on: full.on.clone().filter(|_| *kind == EventKind::Plan),
            outcome: full.outcome.filter(|_| *kind == EventKind::Answer),
            ..event(*kind)
        };
        let first_area = EventShown {
            area_from: None,
            verdict: Some(Verdict::Partly.as_str()),
            target: some("file"),
            ..full.clone()
        };
        events.extend([full, least, first_area]);
    }
    events
}

fn stages(now: Option<u8>, reached: u8) -> Stages {
    let stage = |number: u8| Stage {
        number,
        state: match now {
            Some(now) if now == number => "now",
            _ if number <= reached => "done",
            _ => "todo",
        },
        on: (number < 3).then(|| DAY.to_owned()),
    };
    Stages {
        all: [1, 2, 3, 4, 5].map(stage).into(),
        ended: now.is_none().then_some(Outcome::Withdrawn.as_str()),
    }
}

/// A clock in a state.
pub fn clock(state: ClockState) -> Clock {
    let runs = matches!(state, ClockState::OnTime | ClockState::DueSoon);
    let pause = |reason, until: Option<&str>| Pause {
        reason,
        after: "2026-11-25".into(),
        until: until.map(str::to_owned),
    };
    let mut pauses = Vec::new();
    for reason in ["question", "hidden", "merged"] {
        pauses.extend([pause(reason, None), pause(reason, Some("2026-11-30"))]);
    }
    Clock {
        state: state.as_str(),
        due_on: DAY.into(),
        left: runs.then_some(9),
        term: 25,
        used: 16,
        extended: true,
        round: 2,
        day_0: "2026-11-20".into(),
        days_off: vec![DayOff {
            on: "2026-12-08".into(),
            name: "Inmaculada Concepción".into(),
        }],
        pauses,
    }
}

fn request() -> OneRequest {
    OneRequest {
        mentions: Vec::new(),
        reuses: Vec::new(),
        card: card(Chip::of_status(Status::UnderReview), Some(2), "due"),
        purpose: None,
        kind: Kind::NewDataset.as_str(),
        dataset: None,
        wanted_frequency: None,
        format: None,
        period: None,
        coverage: None,
        stages: stages(Some(2), 2),
        clock: Some(clock(ClockState::OnTime)),
        promise: None,
        answer: None,
        question: None,
        verdict: None,
        sectors: Vec::new(),
        events: vec![event(EventKind::File)],
        comments: Vec::new(),
        shown: Vec::new(),
        comments_left_out: 0,
        parts: Vec::new(),
        part_of: None,
        follows: None,
        merged: 0,
        told: Vec::new(),
        ways: Ways {
            join: true,
            comment: true,
            ..Ways::default()
        },
        own: None,
        url: "https://example.org/requests/PD-2026-000123".into(),
        oembed: "https://example.org/oembed?url=x".into(),
        api: "/api/v1/requests/PD-2026-000123".into(),
    }
}

fn answered(outcome: Outcome) -> OneRequest {
    let data = outcome.is_data();
    let evidence = Evidence {
        dataset: data.then(|| "Compras de salud".to_owned()),
        url: data.then(|| "https://example.org/datos".to_owned()),
        how: (outcome == Outcome::AvailableElsewhere).then(|| TEXT.to_owned()),
        missing: (outcome == Outcome::Partial).then(|| TEXT.to_owned()),
        ground: (outcome == Outcome::NotSuitable).then_some(Ground::PersonalData.as_str()),
        responsible: (outcome == Outcome::OutOfScope).then(|| "INDEC".to_owned()),
        is_there: outcome != Outcome::NotHeld,
    };
    let stage = data.then_some(4);
    OneRequest {
        card: card(Chip::of_outcome(outcome), stage, "answered"),
        answer: Some(Answer {
            chip: Chip::of_outcome(outcome),
            outcome: outcome.as_str(),
            is_data: data,
            is_refusal: outcome.is_refusal(),
            message: data.then(|| TEXT.to_owned()),
            name: data.then(|| "Julián Ferro".to_owned()),
            at: data.then(|| AT.to_owned()),
            evidence,
        }),
        stages: stages(stage, 4),
        clock: Some(clock(if data { ClockState::Met } else { ClockState::Missed })),
        ..request()
    }
}

fn full() -> OneRequest {
    let comment = |id, role: Option<ActorRole>, name: Option<&str>| CommentShown {
        id,
        name: name.map(str::to_owned),
        role: role.map(ActorRole::as_str),
        official: role.is_some_and(ActorRole::is_staff),
        at: AT.into(),
        edited_at: role.map(|_| AT.to_owned()),
        text: TEXT.into(),
    };
    let sector = |sector, count| SectorCount {
        sector,
        count,
        share: count * 10,
    };
    OneRequest {
        reuses: ReuseShown::samples(),
        mentions: vec![Named {
            reference: "PD-2026-000007".into(),
            title: TEXT.into(),
        }],
        purpose: some(TEXT),
        dataset: some("https://example.org/conjunto"),
        wanted_frequency: some("R/P1M"),
        format: some("CSV"),
        period: some("2024 en adelante"),
        coverage: some("Toda la Ciudad"),
        question: some(TEXT),
        sectors: vec![sector(Some("citizen"), 10), sector(None, 2)],
        events: events(),
        comments: vec![
            comment(7, None, Some("Sol")),
            comment(8, None, None),
            comment(9, Some(ActorRole::Liaison), Some("Lía")),
        ],
        shown: FileShown::samples(),
        comments_left_out: 3,
        parts: vec![
            Part {
                reference: "PD-2026-000124".into(),
                area: Some(place()),
                chip: Chip::of_status(Status::UnderReview),
            },
            Part {
                reference: "PD-2026-000125".into(),
                area: None,
                chip: Chip::of_outcome(Outcome::NotHeld),
            },
        ],
        part_of: some("PD-2026-000001"),
        follows: some("PD-2026-000002"),
        merged: 2,
        told: vec![TEXT.into(), "Para una tesis".into()],
        ways: Ways {
            join: true,
            comment: true,
            reply: true,
            verdict: true,
            reopen: true,
        },
        ..request()
    }
}

/// The same request to whoever may be signed in: its owner, a supporter, staff, somebody.
fn to_somebody() -> Vec<OneRequest> {
    let all = Own {
        owner: true,
        supports: true,
        follows: true,
        desk: true,
        reply: true,
        verdict: true,
        edit: true,
        withdraw: true,
        reopen: true,
        attach: true,
    };
    let supporter = Own {
        supports: true,
        follows: true,
        reply: true,
        ..Own::default()
    };
    let owner = Own {
        owner: true,
        verdict: true,
        ..Own::default()
    };
    let desk = Own {
        desk: true,
        ..Own::default()
    };
    let mut requests: Vec<OneRequest> = [all, supporter, desk, Own::default()]
        .into_iter()
        .map(|own| OneRequest {
            own: Some(own),
            ..full()
        })
        .collect();
    for outcome in [Outcome::Published, Outcome::NotHeld] {
        let ways = Ways {
            verdict: true,
            ..Ways::default()
        };
        requests.push(OneRequest {
            own: Some(owner.clone()),
            ways: ways.clone(),
            ..answered(outcome)
        });
        requests.push(OneRequest {
            ways,
            ..answered(outcome)
        });
    }
    requests
}

/// Samples of a request's page.
pub fn requests() -> Vec<OneRequest> {
    let mut requests = vec![request(), full()];
    requests.extend(to_somebody());
    requests.push(OneRequest {
        card: bare(card(Chip::of_status(Status::Received), Some(1), "due")),
        dataset: some("compras"),
        clock: None,
        ..request()
    });
    requests.push(OneRequest {
        stages: stages(None, 2),
        clock: Some(clock(ClockState::Stopped)),
        ..request()
    });
    requests.extend(ClockState::ALL.iter().map(|state| OneRequest {
        clock: Some(clock(*state)),
        ..request()
    }));
    requests.extend(
        Outcome::ALL
            .iter()
            .filter(|outcome| outcome.is_an_answer())
            .map(|outcome| answered(*outcome)),
    );
    for state in PromiseState::ALL
        .iter()
        .filter(|state| **state != PromiseState::None)
    {
        for (open, slips) in [(true, 0), (false, 2)] {
            let promise = Some(Promise {
                state: state.as_str(),
                on: DAY.into(),
                slips,
                open,
            });
            let answered = answered(Outcome::Published);
            requests.push(OneRequest {
                promise: promise.clone(),
                ..request()
            });
            requests.push(OneRequest { promise, ..answered });
        }
    }
    for (value, of_refusal) in [
        (Verdict::Yes, false),
        (Verdict::Partly, false),
        (Verdict::None, false),
        (Verdict::Yes, true),
        (Verdict::Partly, true),
    ] {
        let verdict = VerdictSaid {
            value: value.as_str(),
            rating: (value != Verdict::None).then_some(4),
            comment: (value == Verdict::Partly).then(|| TEXT.to_owned()),
            at: AT.into(),
            of_refusal,
        };
        requests.push(OneRequest {
            verdict: Some(verdict),
            ..answered(Outcome::Published)
        });
    }
    requests
}
