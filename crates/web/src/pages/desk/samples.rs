//! Made-up desks for the samples of pages: every view, reason, action, mail and conflict.

use domain::{
    status::{ActionKind, Outcome},
    store::outbox::Relation,
};

use crate::{
    filled::Filled,
    pages::{
        desk::{
            notice::Notice,
            show::{ActionForm, Choices, Colleagues, Mail, Mails},
        },
        places::Place,
        requests::edited::Before,
    },
};

mod bulk;
mod one;
mod queue;

pub use bulk::bulks;
pub use one::requests;
pub use queue::queues;

const DAY: &str = "2026-12-16";
const AT: &str = "2026-11-20T12:00:00Z";
const REFERENCE: &str = "PD-2026-000123";
const TEXT: &str =
    "Necesito el gasto por *comuna*.\n\n<script>alert(1)</script> https://example.org/a?b=1&c=2";

#[expect(clippy::unnecessary_wraps, reason = "most fields of a sample are optional")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn places(keys: &[&str]) -> Vec<Place> {
    keys.iter()
        .map(|key| Place::new(key, &format!("{key} <b>")))
        .collect()
}

fn notice(done: &'static str) -> Notice {
    Notice {
        done,
        on: None,
        count: 1,
        mails: 2,
        followers: true,
    }
}

fn form(action: ActionKind) -> ActionForm {
    let before = |name: &'static str| Before {
        name,
        value: "\"<b>".into(),
    };
    ActionForm {
        action: action.as_str(),
        version: 7,
        message_needed: true,
        again: true,
        fields: domain::action::EDITABLE.to_vec(),
        before: domain::action::EDITABLE.map(before).to_vec(),
        choices: Choices {
            areas: places(&["salud", "cultura"]),
            people: vec![Colleagues {
                area: "Ministerio de Salud".into(),
                people: places(&["lia@example.org", "mar@example.org"]),
            }],
            outcomes: Outcome::ALL
                .iter()
                .filter(|outcome| outcome.is_an_answer())
                .map(|outcome| Place::new(outcome.as_str(), outcome.as_str()))
                .collect(),
            grounds: places(&["tax_secrecy"]),
            kinds: places(&["update"]),
            themes: places(&["health"]),
            readiness: places(&["0", "5"]),
            legal_checks: places(&["unchecked", "barred"]),
            reasons: places(&["spam"]),
            targets: places(&["title", "event:12"]),
            suggested: places(&["salud"]).pop(),
            ready: places(&["7", "8"]),
        },
    }
}

fn mail(reader: Relation, people: i64, digest: i64) -> Mail {
    Mail {
        reader: reader.as_str(),
        people,
        digest,
        capped: digest > 1_000,
        lang: if people > 1 { "en" } else { "es-AR" },
        subject: some("[PD-2026-000123] Compras <b>").filter(|_| people > 0),
        text: some("Hola <b>\n\n> cita").filter(|_| people > 0),
    }
}

fn mails() -> Mails {
    let some_of_each = Relation::ALL.iter().map(|reader| mail(*reader, 1, 0));
    let many = [
        mail(Relation::Follower, 12, 10_000),
        mail(Relation::Supporter, 0, 7),
    ];
    Mails {
        all: some_of_each.chain(many).collect(),
    }
}

/// Every field there is, each with something wrong.
fn all_wrong() -> Filled {
    let names = [
        "area",
        "person",
        "message",
        "promised_on",
        "outcome",
        "dataset",
        "url",
        "how",
        "missing",
        "ground",
        "responsible",
        "into",
        "areas",
        "reason",
        "target",
        "text",
        "title",
        "body",
        "purpose",
        "kind",
        "theme",
        "wanted_frequency",
        "format",
        "period",
        "coverage",
        "readiness",
        "legal_duty",
        "personal_data",
        "secrecy",
    ];
    let typed = names.map(|name| {
        (
            name,
            if name == "promised_on" {
                "2020-01-01"
            } else {
                "salud"
            },
        )
    });
    names.iter().fold(Filled::from_pairs(typed), |filled, name| {
        filled.wrong(name, "Eso <b>no</b>".into())
    })
}
