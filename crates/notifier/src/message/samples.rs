//! One message of every kind, for every reader it has and with every fact there and absent.

mod answers;
mod digests;
mod filed;
mod moved;
mod promises;
mod reminders;

use domain::{event::ActorRole, locale::Locale, reference::Reference};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use render::{Accent, Links, colour};

use super::{About, Happened, Message, Quote, Reader, Site, Topic};

/// Every sample in a language, each with a name of its own that begins with the kind of its mail.
pub fn samples(locale: Locale) -> Vec<(String, Message)> {
    [
        filed::without_request(locale),
        filed::filed(locale),
        filed::questions(locale),
        promises::promises(locale),
        reminders::reminders(locale),
        answers::answers(locale),
        answers::verdicts(locale),
        moved::endings(locale),
        moved::joined(locale),
        moved::moderated(locale),
        digests::digests(locale),
        digests::weeks(locale),
        filed::invited(locale),
    ]
    .concat()
}

const BODY: &str = "Necesito la **pauta oficial** por medio, campaña y monto, desde 2021.\n\n- una fila por orden\n- con el CUIT del medio";
const SAID: &str = "Publicamos las órdenes de 2021 a octubre de 2026: una fila por orden, con medio, campaña y monto.\n\nSe actualiza el *día 15* de cada mes. Más en https://datos.example.org/ayuda.";
const AREA: &str = "Secretaría de Comunicación";

fn message(locale: Locale, topic: Topic) -> Message {
    let site = Site {
        name: "Ventanilla".to_owned(),
        government: None,
        accent: Accent::default(),
        line: colour::LINE,
        links: Links::new("https://ventanilla.example.org"),
    };
    Message {
        locale,
        site,
        topic,
        unfollow: None,
        preferences: None,
        answers: false,
    }
}

fn about(locale: Locale, reader: Reader, happened: Happened) -> Message {
    let stage = match &happened {
        Happened::Answered { outcome, .. } if !outcome.is_data() => None,
        Happened::Answered { .. } | Happened::Corrected { .. } | Happened::VerdictAsked { .. } => Some(4),
        Happened::Started { .. } => Some(3),
        Happened::Planned { .. } | Happened::Assigned { .. } => Some(2),
        Happened::Receipt { .. } => Some(1),
        _ => None,
    };
    let topic = Topic::Request {
        about: About {
            reference: reference(123),
            title: "Pauta oficial por medio, campaña y monto".to_owned(),
            stage,
        },
        reader,
        action_link: None,
        happened,
    };
    let mut message = message(locale, topic);
    if matches!(reader, Reader::Supporter | Reader::Follower) {
        message.unfollow =
            Some("https://ventanilla.example.org/requests/PD-2026-000123/follow?key=9fK2".to_owned());
    }
    if !reader.is_staff() && reader != Reader::Head {
        message.preferences = Some("https://ventanilla.example.org/me".to_owned());
        message.answers = true;
    }
    message
}

fn reference(number: i64) -> Reference {
    Reference { year: 2026, number }
}

#[expect(clippy::unnecessary_wraps, reason = "what the samples need")]
fn area() -> Option<String> {
    Some(AREA.to_owned())
}

#[expect(clippy::unnecessary_wraps, reason = "what the samples need")]
fn due() -> Option<Date> {
    Some(date(2026, 12, 16))
}

fn moment() -> Timestamp {
    date(2026, 11, 20)
        .at(14, 5, 0, 0)
        .to_zoned_datetime(jiff::tz::TimeZone::UTC)
        .map_or(Timestamp::UNIX_EPOCH, |at| at.timestamp())
}

fn staff(text: &str) -> Quote {
    Quote {
        text: text.to_owned(),
        name: Some("Julián Ferro".to_owned()),
        role: ActorRole::Liaison,
    }
}

fn team(text: &str) -> Quote {
    Quote {
        text: text.to_owned(),
        name: Some("Lucía Paz".to_owned()),
        role: ActorRole::Coordinator,
    }
}

fn person(text: &str) -> Quote {
    Quote {
        text: text.to_owned(),
        name: None,
        role: ActorRole::Requester,
    }
}

fn supporter(text: &str) -> Quote {
    Quote {
        text: text.to_owned(),
        name: Some("Ana Díaz".to_owned()),
        role: ActorRole::Supporter,
    }
}

type Samples = Vec<(String, Message)>;

fn with_readers(locale: Locale, name: &str, readers: &[Reader], happened: &Happened) -> Samples {
    readers
        .iter()
        .map(|reader| {
            let who = match reader {
                Reader::Requester => "requester",
                Reader::Supporter => "supporter",
                Reader::Follower => "follower",
                Reader::Assignee => "assignee",
                Reader::AreaLiaison => "area",
                Reader::Coordinator => "coordinator",
                Reader::Head => "head",
            };
            (
                format!("{}-{name}-{who}", happened.kind()),
                about(locale, *reader, happened.clone()),
            )
        })
        .collect()
}

const REQUESTER: &[Reader] = &[Reader::Requester];
const LIAISONS: &[Reader] = &[Reader::Assignee, Reader::AreaLiaison];
const STAFF: &[Reader] = &[Reader::Assignee, Reader::AreaLiaison, Reader::Coordinator];
const PUBLIC: &[Reader] = &[Reader::Requester, Reader::Supporter, Reader::Follower];
const EVERYBODY: &[Reader] = &[
    Reader::Requester,
    Reader::Supporter,
    Reader::Follower,
    Reader::Assignee,
    Reader::AreaLiaison,
];
