//! Samples of the pages on entries.

use super::{
    new::{Mine, NewEntry},
    row::{Alike, Bad, Filed, Mails, Ready, Wrong},
    show::EntryPage,
};
use crate::filled::Filled;

pub(super) fn new_entries() -> Vec<NewEntry> {
    let mine = |id, filed| Mine {
        id,
        meeting: "Mesa <b>de salud</b>".into(),
        held_on: "2026-11-19".into(),
        filed,
    };
    let wrong = ["meeting", "held_on", "text"]
        .into_iter()
        .fold(typed(), |filled, field| filled.wrong(field, "Falta".into()));
    vec![
        NewEntry::default(),
        NewEntry {
            mine: vec![mine(1, 0), mine(2, 1)],
            filled: wrong,
        },
        NewEntry {
            mine: vec![mine(3, 12)],
            filled: typed(),
        },
    ]
}

pub(super) fn entries() -> Vec<EntryPage> {
    let looked_at = EntryPage {
        id: 7,
        meeting: "Mesa <b>de salud</b>".into(),
        held_on: "2026-11-19".into(),
        ready: ready(),
        chosen: 1,
        bad: vec![bad()],
        unread: vec!["Comuna <b>".into()],
        mails: Mails {
            receipts: 1,
            invitations: 3,
        },
        filled: typed(),
        ..EntryPage::default()
    };
    let done = EntryPage {
        filed: filed(),
        ready: Vec::new(),
        bad: Vec::new(),
        unread: Vec::new(),
        chosen: 0,
        done: Some(3),
        ..looked_at.clone()
    };
    let halfway = EntryPage {
        filed: filed(),
        done: Some(1),
        filled: typed().wrong("text", "Falta".into()),
        mails: Mails::default(),
        ..looked_at.clone()
    };
    let claiming = EntryPage {
        claiming: Some("PD-2026-000002".into()),
        filled: Filled::from_pairs([("email", "marta@")]).wrong("email", "Falta el dominio".into()),
        done: None,
        ..done.clone()
    };
    let asked = EntryPage {
        asked: true,
        forgotten: true,
        done: None,
        ..done.clone()
    };
    vec![looked_at, done, halfway, claiming, asked]
}

fn typed() -> Filled {
    Filled::from_pairs([
        ("meeting", "Mesa <b>de salud</b>"),
        ("held_on", "2026-11-19"),
        ("text", "Pedido;Correo\n<b>;ana@"),
    ])
}

fn ready() -> Vec<Ready> {
    let plain = Ready {
        line: 2,
        title: "Camas <b>de terapia</b>".into(),
        theme: Some("Salud <b>".into()),
        area: Some("Ministerio <b>".into()),
        name: Some("Marta <b>".into()),
        email: Some("marta@example.org".into()),
        attendees: 3,
        alike: Vec::new(),
        repeats: None,
        chosen: true,
        refused: None,
    };
    let like = |exact| Alike {
        reference: "PD-2026-000001".into(),
        title: "Camas <b>".into(),
        exact,
    };
    vec![
        plain.clone(),
        Ready {
            line: 3,
            theme: None,
            area: None,
            name: None,
            attendees: 1,
            alike: vec![like(true), like(false)],
            chosen: false,
            ..plain.clone()
        },
        Ready {
            line: 4,
            email: None,
            attendees: 0,
            repeats: Some(2),
            refused: Some("No hay <b>".into()),
            ..plain.clone()
        },
        Ready {
            line: 5,
            name: None,
            email: None,
            ..plain
        },
    ]
}

fn bad() -> Bad {
    Bad {
        line: 6,
        begins: "=HYPERLINK <b>".into(),
        problems: vec![
            Wrong {
                column: Some("Tema".into()),
                text: "No hay <b>".into(),
                value: "Salu <b>".into(),
            },
            Wrong {
                column: Some("Pedido".into()),
                text: "Falta".into(),
                value: String::new(),
            },
            Wrong {
                column: None,
                text: "Sobra".into(),
                value: "9".into(),
            },
        ],
    }
}

fn filed() -> Vec<Filed> {
    let one = |line: u64, claimable, asked| Filed {
        line,
        reference: format!("PD-2026-{line:06}"),
        title: "Camas <b>".into(),
        invited: i64::from(claimable) * 3,
        claimed: 1,
        claimable,
        asked,
    };
    vec![
        one(1, false, false),
        one(2, true, false),
        one(3, true, true),
        one(4, true, false),
    ]
}
