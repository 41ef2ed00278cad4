//! Made-up requests for the samples of pages: every kind of chip, date, clock, promise, answer, event and verdict.

use domain::{
    deadline::{ClockState, PromiseState},
    status::{Outcome, Status},
};

use crate::pages::{
    places::Place,
    requests::{
        card::{Card, Due},
        chip::Chip,
    },
};

mod happened;
mod lists;
mod one;
mod places;

pub use happened::{clock, events, moved};
pub use lists::{boards, lists};
pub use one::{answer, comments, requests};
pub use places::{areas, homes, themes};

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

/// A card of a request.
pub fn own_card() -> Card {
    card(Chip::of_status(Status::Planned), Some(2), "promised")
}
