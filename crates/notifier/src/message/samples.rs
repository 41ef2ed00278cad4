//! One message of every kind, for every reader it has and with every fact there and absent.

use domain::{
    action::RedactTarget,
    event::ActorRole,
    locale::Locale,
    reference::Reference,
    status::{Ground, HideReason, Outcome, Status, Verdict},
};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use render::Links;

use super::{
    About, Confirming, Dataset, Evidence, Happened, Listed, Message, Part, Quote, Reader, Site, Topic,
};

/// Every sample in a language, each with a name of its own that begins with the kind of its mail.
pub fn samples(locale: Locale) -> Vec<(String, Message)> {
    let mut all = without_request(locale);
    all.extend(filed(locale));
    all.extend(questions(locale));
    all.extend(promises(locale));
    all.extend(answers(locale));
    all.extend(verdicts(locale));
    all.extend(endings(locale));
    all.extend(joined(locale));
    all.extend(moderated(locale));
    all
}

const BODY: &str = "Necesito la **pauta oficial** por medio, campaña y monto, desde 2021.\n\n- una fila por orden\n- con el CUIT del medio";
const SAID: &str = "Publicamos las órdenes de 2021 a octubre de 2026: una fila por orden, con medio, campaña y monto.\n\nSe actualiza el *día 15* de cada mes. Más en https://datos.example.org/ayuda.";
const AREA: &str = "Secretaría de Comunicación";

fn message(locale: Locale, topic: Topic) -> Message {
    let site = Site { name: "Ventanilla".to_owned(), links: Links::new("https://ventanilla.example.org") };
    Message { locale, site, topic, unfollow: None, preferences: None }
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
    if !reader.is_staff() {
        message.preferences = Some("https://ventanilla.example.org/me".to_owned());
    }
    message
}

fn reference(number: i64) -> Reference {
    Reference { year: 2026, number }
}

fn area() -> Option<String> {
    Some(AREA.to_owned())
}

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
    Quote { text: text.to_owned(), name: Some("Julián Ferro".to_owned()), role: ActorRole::Liaison }
}

fn team(text: &str) -> Quote {
    Quote { text: text.to_owned(), name: Some("Lucía Paz".to_owned()), role: ActorRole::Coordinator }
}

fn person(text: &str) -> Quote {
    Quote { text: text.to_owned(), name: None, role: ActorRole::Requester }
}

fn supporter(text: &str) -> Quote {
    Quote { text: text.to_owned(), name: Some("Ana Díaz".to_owned()), role: ActorRole::Supporter }
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
            };
            (format!("{}-{name}-{who}", happened.kind()), about(locale, *reader, happened.clone()))
        })
        .collect()
}

const REQUESTER: &[Reader] = &[Reader::Requester];
const LIAISONS: &[Reader] = &[Reader::Assignee, Reader::AreaLiaison];
const PUBLIC: &[Reader] = &[Reader::Requester, Reader::Supporter, Reader::Follower];
const EVERYBODY: &[Reader] =
    &[Reader::Requester, Reader::Supporter, Reader::Follower, Reader::Assignee, Reader::AreaLiaison];

fn without_request(locale: Locale) -> Samples {
    let title = "Pauta oficial por medio, campaña y monto".to_owned();
    let link = "https://ventanilla.example.org/confirm/9fK2".to_owned();
    let confirm = |name: &str, purpose| {
        let topic = Topic::ConfirmEmail {
            purpose,
            title: title.clone(),
            code: "048213".to_owned(),
            link: link.clone(),
            expires_at: moment(),
        };
        (format!("confirm_email-{name}"), message(locale, topic))
    };
    let listed = |number, title: &str| Listed { reference: reference(number), title: title.to_owned() };
    let new =
        |name: &str, requests| (format!("new_request-{name}"), message(locale, Topic::NewRequests(requests)));
    let sign_in = Topic::SignIn {
        link: "https://ventanilla.example.org/sign-in/7Hq1".to_owned(),
        expires_at: moment(),
    };
    vec![
        confirm("file", Confirming::File),
        confirm("support", Confirming::Support),
        confirm("follow", Confirming::Follow),
        confirm("comment", Confirming::Comment),
        ("sign_in-link".to_owned(), message(locale, sign_in)),
        new("one", vec![listed(123, &title)]),
        new("some", vec![listed(123, &title), listed(124, "Sueldos de las autoridades, por cargo y mes")]),
    ]
}

fn filed(locale: Locale) -> Samples {
    let receipt = |on_behalf, area, filed_by: Option<&str>| Happened::Receipt {
        body: BODY.to_owned(),
        due_on: date(2026, 12, 16),
        area,
        on_behalf,
        filed_by: filed_by.map(str::to_owned),
    };
    let assigned =
        |transfer, due_on, message| Happened::Assigned { area: AREA.to_owned(), transfer, due_on, message };
    let desk = |transfer, due_on, message| Happened::DeskAssigned {
        area: AREA.to_owned(),
        transfer,
        due_on,
        body: BODY.to_owned(),
        message,
    };
    let why = || Some(team("Son ustedes quienes llevan el registro de la pauta."));
    [
        with_readers(locale, "own", REQUESTER, &receipt(false, None, None)),
        with_readers(locale, "own_area", REQUESTER, &receipt(false, area(), None)),
        with_readers(locale, "on_behalf", REQUESTER, &receipt(true, None, Some("Lucía Paz"))),
        with_readers(locale, "on_behalf_team", REQUESTER, &receipt(true, None, None)),
        with_readers(locale, "first", REQUESTER, &assigned(false, due(), None)),
        with_readers(locale, "transfer", REQUESTER, &assigned(true, None, why())),
        with_readers(locale, "first", LIAISONS, &desk(false, due(), None)),
        with_readers(locale, "transfer", LIAISONS, &desk(true, None, why())),
    ]
    .concat()
}

fn questions(locale: Locale) -> Samples {
    let ask = |area, pauses| Happened::Question {
        area,
        message: staff("¿Te sirve por orden de publicidad, o lo necesitás por mes?"),
        reply_by: date(2026, 12, 23),
        pauses,
    };
    let replied = |message, due_on| Happened::Replied { message, status: Status::UnderReview, due_on };
    let lapsed = |reopen_until| Happened::Lapsed {
        message: staff("¿Te sirve por orden de publicidad, o lo necesitás por mes?"),
        reopen_until,
    };
    let warning = Happened::LapseWarning {
        message: staff("¿Te sirve por orden de publicidad, o lo necesitás por mes?"),
        reply_by: date(2026, 12, 23),
    };
    [
        with_readers(locale, "pauses", REQUESTER, &ask(area(), true)),
        with_readers(locale, "team", REQUESTER, &ask(None, false)),
        with_readers(locale, "requester", LIAISONS, &replied(person("Por orden, por favor."), due())),
        with_readers(locale, "supporter", &[Reader::Assignee], &replied(supporter("Por orden."), None)),
        with_readers(
            locale,
            "staff",
            &[Reader::Assignee],
            &replied(team("Llamó por teléfono: por orden."), due()),
        ),
        with_readers(locale, "soon", REQUESTER, &warning),
        with_readers(
            locale,
            "reopen",
            &[Reader::Requester, Reader::Supporter],
            &lapsed(Some(date(2027, 2, 22))),
        ),
        with_readers(locale, "over", PUBLIC, &lapsed(None)),
    ]
    .concat()
}

fn promises(locale: Locale) -> Samples {
    let on = date(2027, 1, 29);
    let planned =
        |area| Happened::Planned { area, promised_on: on, message: staff("Falta cruzar los CUIT.") };
    let redated = |slips| Happened::Redated {
        area: area(),
        promised_before: on,
        promised_on: if slips > 0 { date(2027, 2, 26) } else { date(2027, 1, 8) },
        slips,
        message: staff("El sistema de compras cambió de formato y rehicimos el cruce."),
    };
    let started = |promised_on, message| Happened::Started { area: area(), promised_on, message };
    let passed = |slips| Happened::PromisePassed { area: area(), promised_on: on, slips };
    let extended = Happened::Extended {
        area: area(),
        due_before: date(2026, 12, 16),
        due_on: date(2026, 12, 31),
        message: staff("Estamos pidiendo el detalle a las agencias."),
    };
    [
        with_readers(locale, "area", PUBLIC, &planned(area())),
        with_readers(locale, "team", REQUESTER, &planned(None)),
        with_readers(locale, "later", PUBLIC, &redated(2)),
        with_readers(locale, "sooner", REQUESTER, &redated(0)),
        with_readers(locale, "promised", PUBLIC, &started(Some(on), Some(staff("Ya tenemos el archivo.")))),
        with_readers(locale, "silent", REQUESTER, &started(None, None)),
        with_readers(locale, "area", PUBLIC, &Happened::Informed { area: area(), message: staff(SAID) }),
        with_readers(locale, "first", EVERYBODY, &passed(0)),
        with_readers(locale, "again", &[Reader::Requester], &passed(3)),
        with_readers(locale, "area", REQUESTER, &extended),
    ]
    .concat()
}

fn evidence(outcome: Outcome) -> Evidence {
    let dataset = |url: Option<&str>| {
        Some(Dataset { name: "Pauta oficial, por orden".to_owned(), url: url.map(str::to_owned) })
    };
    let none = Evidence::default();
    match outcome {
        Outcome::Published => {
            Evidence { dataset: dataset(Some("https://datos.example.org/dataset/pauta-oficial")), ..none }
        }
        Outcome::AlreadyExists => Evidence { url: Some("https://datos.example.org/pauta.csv".to_owned()), ..none },
        Outcome::Partial => Evidence {
            dataset: dataset(None),
            missing: Some("Los años **2021 y 2022**.".to_owned()),
            ..none
        },
        Outcome::AvailableElsewhere => Evidence {
            url: Some("https://nacion.example.org/pauta".to_owned()),
            how: Some("Se descarga por año:\n\n1. elegí el año\n2. usá [Descargar](https://nacion.example.org/bajar)".to_owned()),
            ..none
        },
        Outcome::NotSuitable => Evidence { ground: Some(Ground::CommercialSecrecy), ..none },
        Outcome::OutOfScope => Evidence { responsible: Some("Jefatura de Gabinete de la Nación".to_owned()), ..none },
        Outcome::NotHeld | Outcome::Duplicate | Outcome::Withdrawn | Outcome::Lapsed | Outcome::NotAnswered => none,
    }
}

fn answers(locale: Locale) -> Samples {
    let verdict_by = date(2026, 12, 30);
    let mut all = Vec::new();
    for outcome in Outcome::ALL.iter().copied().filter(|outcome| outcome.is_an_answer()) {
        let (area, evidence, message) = (area(), evidence(outcome), staff(SAID));
        let answered = Happened::Answered { area, outcome, evidence, message, verdict_by };
        all.extend(with_readers(locale, outcome.as_str(), &[Reader::Requester, Reader::Follower], &answered));
        let asked = Happened::VerdictAsked {
            area: None,
            outcome,
            answered_on: date(2026, 12, 1),
            message: staff(SAID),
            verdict_by,
        };
        all.extend(with_readers(locale, outcome.as_str(), REQUESTER, &asked));
    }
    for outcome in [Outcome::Published, Outcome::NotHeld] {
        let (area, evidence, message) = (None, evidence(outcome), team(SAID));
        let corrected = Happened::Corrected { area, outcome, evidence, message, verdict_by };
        all.extend(with_readers(locale, outcome.as_str(), PUBLIC, &corrected));
    }
    all
}

fn verdicts(locale: Locale) -> Samples {
    let confirmed =
        |outcome, verdict, rating, message| Happened::Confirmed { outcome, verdict, rating, message };
    let disputed = |due_on| Happened::Disputed { message: person("Faltan los montos de 2023."), due_on };
    let again = |area, due_on| Happened::DisputedAgain {
        area,
        message: person("Siguen faltando los montos de 2023."),
        times: 2,
        due_on,
    };
    let thanks = || Some(person("¡Gracias! Es justo lo que buscaba."));
    let missing = || Some(person("Falta la columna de campaña."));
    let mut all = [
        with_readers(
            locale,
            "yes",
            LIAISONS,
            &confirmed(Outcome::Published, Verdict::Yes, Some(4), thanks()),
        ),
        with_readers(locale, "bare", LIAISONS, &confirmed(Outcome::Published, Verdict::Yes, None, None)),
        with_readers(
            locale,
            "partly",
            LIAISONS,
            &confirmed(Outcome::Partial, Verdict::Partly, None, missing()),
        ),
        with_readers(locale, "clear", LIAISONS, &confirmed(Outcome::NotHeld, Verdict::Yes, None, None)),
        with_readers(
            locale,
            "unclear",
            LIAISONS,
            &confirmed(Outcome::OutOfScope, Verdict::Partly, None, missing()),
        ),
        with_readers(
            locale,
            "area",
            &[Reader::Assignee, Reader::Follower, Reader::Supporter],
            &disputed(due()),
        ),
        with_readers(locale, "team", &[Reader::AreaLiaison], &disputed(None)),
        with_readers(locale, "area", &[Reader::Coordinator], &again(area(), due())),
        with_readers(locale, "team", &[Reader::Coordinator], &again(None, None)),
    ]
    .concat();
    let closed = |verdict, message, reopen_until| Happened::Closed {
        outcome: Outcome::Published,
        verdict,
        message,
        reopen_until,
    };
    all.extend(with_readers(
        locale,
        "expired",
        REQUESTER,
        &closed(Verdict::None, None, Some(date(2027, 2, 22))),
    ));
    all.extend(with_readers(locale, "expired", &[Reader::Follower], &closed(Verdict::None, None, None)));
    all.extend(with_readers(locale, "yes", &[Reader::Follower], &closed(Verdict::Yes, thanks(), None)));
    for verdict in [Verdict::Yes, Verdict::Partly] {
        let refused =
            Happened::Closed { outcome: Outcome::NotHeld, verdict, message: None, reopen_until: None };
        all.extend(with_readers(locale, &format!("refused_{verdict}"), &[Reader::Follower], &refused));
    }
    all.extend(with_readers(
        locale,
        "partly",
        &[Reader::Supporter],
        &closed(Verdict::Partly, missing(), None),
    ));
    all
}

fn endings(locale: Locale) -> Samples {
    let reopened = |message, due_on| Happened::Reopened { message, due_on };
    let still = "Todavía lo necesito para un trabajo sobre medios.";
    let withdrawn = |waiting, reopen_until, message| Happened::Withdrawn { waiting, reopen_until, message };
    let until = Some(date(2027, 2, 22));
    [
        with_readers(
            locale,
            "requester",
            &[Reader::Assignee, Reader::Follower],
            &reopened(person(still), due()),
        ),
        with_readers(locale, "supporter", EVERYBODY, &reopened(supporter(still), due())),
        with_readers(locale, "team", &[Reader::Requester, Reader::AreaLiaison], &reopened(team(still), None)),
        with_readers(
            locale,
            "waiting",
            &[Reader::Supporter],
            &withdrawn(14, until, Some(person("Ya lo conseguí."))),
        ),
        with_readers(locale, "silent", &[Reader::Follower], &withdrawn(14, None, None)),
        with_readers(locale, "nobody", LIAISONS, &withdrawn(0, None, None)),
        with_readers(locale, "one", LIAISONS, &withdrawn(1, None, None)),
        with_readers(locale, "many", LIAISONS, &withdrawn(1_234, None, None)),
    ]
    .concat()
}

fn joined(locale: Locale) -> Samples {
    let title = || "Gasto en publicidad oficial desde 2019".to_owned();
    let merged = |waiting| Happened::Merged {
        into: reference(87),
        into_title: title(),
        waiting,
        message: team("Piden lo mismo: lo tratamos en uno solo."),
    };
    let merged_in =
        |message| Happened::MergedIn { source: reference(87), source_title: title(), waiting: 12, message };
    let unmerged = |due_on| Happened::Unmerged {
        from: reference(87),
        from_title: title(),
        status: Status::UnderReview,
        due_on,
        message: team("Miramos mejor y no piden lo mismo."),
    };
    let part = |number, area: &str| Part { reference: reference(number), area: area.to_owned() };
    let split = Happened::Split {
        parts: vec![part(130, AREA), part(131, "Ministerio de Hacienda y Finanzas")],
        message: team("Una parte la tiene Comunicación y la otra, Hacienda."),
    };
    [
        with_readers(locale, "many", PUBLIC, &merged(12)),
        with_readers(locale, "one", REQUESTER, &merged(1)),
        with_readers(locale, "silent", LIAISONS, &merged_in(None)),
        with_readers(locale, "said", LIAISONS, &merged_in(Some(team("Piden lo mismo.")))),
        with_readers(locale, "due", REQUESTER, &unmerged(due())),
        with_readers(locale, "undated", REQUESTER, &unmerged(None)),
        with_readers(locale, "two", REQUESTER, &split),
    ]
    .concat()
}

fn moderated(locale: Locale) -> Samples {
    let mut all = Vec::new();
    for reason in HideReason::ALL {
        let hidden = Happened::Hidden { reason: *reason, message: team("Tiene el DNI de otra persona.") };
        all.extend(with_readers(locale, reason.as_str(), REQUESTER, &hidden));
    }
    for target in RedactTarget::ALL {
        let redacted = Happened::Redacted {
            target: *target,
            reason: "datos personales".to_owned(),
            message: Some(team("Había un teléfono.")),
        };
        all.extend(with_readers(locale, target.as_str(), REQUESTER, &redacted));
    }
    let bare = Happened::Redacted {
        target: RedactTarget::File,
        reason: "datos personales".to_owned(),
        message: None,
    };
    let unhidden = |due_on, message| Happened::Unhidden { status: Status::UnderReview, due_on, message };
    let edited = |message| Happened::Edited { fields: vec!["title".to_owned(), "theme".to_owned()], message };
    let commented = |message| Happened::Commented { message };
    all.extend(with_readers(locale, "bare", REQUESTER, &bare));
    all.extend(with_readers(locale, "said", REQUESTER, &unhidden(due(), Some(team("Ya quitamos el DNI.")))));
    all.extend(with_readers(locale, "silent", REQUESTER, &unhidden(None, None)));
    all.extend(with_readers(locale, "team", PUBLIC, &edited(team("El título quedaba corto."))));
    all.extend(with_readers(locale, "area", REQUESTER, &edited(staff("El tema es publicidad oficial."))));
    all.extend(with_readers(locale, "area", REQUESTER, &commented(staff("Mañana subimos el archivo."))));
    all.extend(with_readers(locale, "team", REQUESTER, &commented(team("Lo seguimos de cerca."))));
    all
}
